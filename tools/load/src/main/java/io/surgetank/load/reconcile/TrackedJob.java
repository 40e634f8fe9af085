package io.surgetank.load.reconcile;

/// A job to follow.
///
/// @param location the path of the job
public record TrackedJob(String location, Expected expected, Origin origin) {
  /// The expected outcome.
  public enum Expected {
    PROCESSED,
    /// Any final state.
    ENDED
  }

  /// The kind of response that named it.
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
