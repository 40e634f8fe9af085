package io.surgetank.core.job;

/// A name that the client gave to a job: at one path at most one job ever has it, for as long as
/// the job's record is kept. The pipelines of a path share its keys.
///
/// A header and an id in the body are kept apart, so that `Idempotency-Key: 7` is not the order 7.
/// So are a batch's elements, so that the third of the batch `b` is not the key `b/2`.
///
/// @param path where the submission came in, such as `/orders`
public record JobKey(String path, Kind kind, String value) {
  /// Long enough for two UUIDs and a prefix, short enough for an index.
  public static final int MAX_LENGTH = 255;

  /// What a batch's key may have at most, so that there is room for `/999` behind it.
  public static final int MAX_BATCH_LENGTH = MAX_LENGTH - 4;

  /// So many keys one job may have. DynamoDB changes a job and its keys in one transaction, which
  /// holds 100 items.
  public static final int MAX_KEYS = 64;

  public enum Kind {
    /// The value of an `Idempotency-Key` header.
    IDEMPOTENCY_KEY,
    /// The job's own id in the client's world, taken from the body.
    CLIENT_ID,
    /// The value of a batch's `Idempotency-Key` header, a slash, and a place in the batch.
    BATCH_ELEMENT
  }

  public JobKey {
    if (path.isEmpty()) throw new IllegalArgumentException("a key belongs to a path");
    if (value.isEmpty() || value.length() > MAX_LENGTH)
      throw new IllegalArgumentException("a key has 1 to " + MAX_LENGTH + " characters");
  }

  /// The key of the element at this place (from 0) of the batch that has this key.
  public JobKey element(int index) {
    return new JobKey(path, Kind.BATCH_ELEMENT, value + "/" + index);
  }

  /// The key of the batch that has this key's element.
  public JobKey batch() {
    return new JobKey(path, Kind.IDEMPOTENCY_KEY, value.substring(0, value.lastIndexOf('/')));
  }
}
