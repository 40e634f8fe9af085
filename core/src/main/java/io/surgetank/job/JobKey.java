package io.surgetank.job;

/// A name that the client gave to a job: within one pipeline at most one job ever has it, for as
/// long as the job's record is kept.
///
/// A header and an id in the body are kept apart, so that `Idempotency-Key: 7` is not the order 7.
public record JobKey(Kind kind, String value) {
  /// Long enough for two UUIDs and a prefix, short enough for an index.
  public static final int MAX_LENGTH = 255;

  public enum Kind {
    /// The value of an `Idempotency-Key` header.
    IDEMPOTENCY_KEY,
    /// The job's own id in the client's world, taken from the body.
    CLIENT_ID
  }

  public JobKey {
    if (value.isEmpty() || value.length() > MAX_LENGTH)
      throw new IllegalArgumentException("a key has 1 to " + MAX_LENGTH + " characters");
  }
}
