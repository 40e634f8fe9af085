package io.surgetank.core.ledger;

/// A verification was not started because another one is running: one at a time, so that it does
/// not slow down other reads.
public final class VerificationRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VerificationRunningException() {
    super("another verification is running; try again when it has finished");
  }
}
