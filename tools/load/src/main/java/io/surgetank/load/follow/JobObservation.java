package io.surgetank.load.follow;

/// How an accepted job was found.
public enum JobObservation {
  PROCESSED,
  DEAD,
  CANCELLED,
  /// It is there, and has not ended yet.
  WAITING,
  /// The server does not know it: it was lost.
  MISSING,
  /// The server would not say.
  UNKNOWN;

  public boolean isEnd() {
    return this == PROCESSED || this == DEAD || this == CANCELLED;
  }

  static JobObservation ofStatus(String status) {
    return switch (status) {
      case "PROCESSED" -> PROCESSED;
      case "DEAD" -> DEAD;
      case "CANCELLED" -> CANCELLED;
      case "PENDING", "PROCESSING", "RETRYING" -> WAITING;
      default -> UNKNOWN;
    };
  }
}
