package io.surgetank.load.reconcile;

/// The state in which an accepted job was observed.
public enum JobObservation {
  PROCESSED,
  DEAD,
  CANCELLED,
  /// Not in a final state.
  UNFINISHED,
  /// The server does not know it.
  MISSING,
  /// The server did not report a status.
  UNKNOWN;

  public boolean isFinal() {
    return this == PROCESSED || this == DEAD || this == CANCELLED;
  }

  static JobObservation ofStatus(String status) {
    return switch (status) {
      case "PROCESSED" -> PROCESSED;
      case "DEAD" -> DEAD;
      case "CANCELLED" -> CANCELLED;
      case "PENDING", "PROCESSING", "RETRYING" -> UNFINISHED;
      default -> UNKNOWN;
    };
  }
}
