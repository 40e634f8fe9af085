package io.surgetank.core.job;

/// A name that the client gave to a job: unique at one path for as long as the job's record is
/// kept. The pipelines of a path share its keys; each tenant has its own. Headers and ids in the
/// body are separate kinds, so that `Idempotency-Key: 7` is not the order 7. So are a batch's
/// elements, so that the third of the batch `b` is not the key `b/2`.
///
/// @param path of the submission, such as `/orders`, after the name of the tenant, if it has one
public record JobKey(String path, Kind kind, String value) {
  /// Long enough for two UUIDs and a prefix, short enough for an index.
  public static final int MAX_LENGTH = 255;

  /// Limit for a batch's key, which leaves room for `/999` after it.
  public static final int MAX_BATCH_LENGTH = MAX_LENGTH - 4;

  /// The most keys of one job. DynamoDB changes a job and its keys in one transaction of at most
  /// 100 items.
  public static final int MAX_KEYS = 64;

  public enum Kind {
    /// The value of an `Idempotency-Key` header.
    IDEMPOTENCY_KEY,
    /// The client's id of the job, taken from the body.
    CLIENT_ID,
    /// The value of a batch's `Idempotency-Key` header, a slash, and an index in the batch.
    BATCH_ELEMENT
  }

  public JobKey {
    if (path.isEmpty()) throw new IllegalArgumentException("a key must have a path");
    if (value.isEmpty() || value.length() > MAX_LENGTH)
      throw new IllegalArgumentException("a key must have 1 to " + MAX_LENGTH + " characters");
  }

  /// The key of the element at this index (from 0) of the batch with this key.
  public JobKey element(int index) {
    return new JobKey(path, Kind.BATCH_ELEMENT, value + "/" + index);
  }

  /// The key of the batch of this element.
  public JobKey batch() {
    return new JobKey(path, Kind.IDEMPOTENCY_KEY, value.substring(0, value.lastIndexOf('/')));
  }
}
