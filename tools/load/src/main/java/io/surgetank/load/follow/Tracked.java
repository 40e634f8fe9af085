package io.surgetank.load.follow;

/// An id to follow.
///
/// @param location the path to ask at
public record Tracked(String location, Expected expected, Origin origin) {
  /// How it should end.
  public enum Expected {
    PROCESSED,
    /// In any way: it was sent to fail, or who sent it does not mind.
    ENDED
  }

  /// Which answer told of it.
  enum Origin {
    ACCEPTED,
    REPLAYED
  }

  public String id() {
    return idOf(location);
  }

  static String idOf(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
