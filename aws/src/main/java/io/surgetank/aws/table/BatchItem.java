package io.surgetank.aws.table;

import static io.surgetank.aws.table.Row.number;
import static io.surgetank.aws.table.Row.text;

import io.surgetank.job.JobKey;
import io.surgetank.store.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// How a batch's head is written: under the batch's key, where the key of a single submission would
/// be, so that neither can take the other's.
final class BatchItem {
  static final String FINGERPRINT = "fingerprint";
  static final String SIZE = "size";

  /// When it was written.
  static final String AT = "at";

  /// Its elements' own keys are what counts; this only has to outlive them.
  private static final Duration KEPT_AFTER_RECORDS = Duration.ofDays(366);

  private BatchItem() {}

  /// @param kept for how long its pipelines keep records at most
  static Map<String, AttributeValue> write(Batch batch, Instant now, Duration kept) {
    var item = new HashMap<>(Keys.of(Keys.named(batch.key())));
    item.put(FINGERPRINT, text(batch.fingerprint()));
    item.put(SIZE, number(batch.size()));
    item.put(AT, number(now));
    item.put(Shape.EXPIRES_AT, number(now.plus(kept).plus(KEPT_AFTER_RECORDS).getEpochSecond()));
    return item;
  }

  static TransactWriteItem removal(JobKey batch, Row head) {
    return Wire.delete(
        Keys.named(batch),
        FINGERPRINT + " = :fingerprint",
        Map.of(":fingerprint", text(head.said(FINGERPRINT))));
  }
}
