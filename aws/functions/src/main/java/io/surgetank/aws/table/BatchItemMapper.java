package io.surgetank.aws.table;

import static io.surgetank.aws.table.ItemReader.number;
import static io.surgetank.aws.table.ItemReader.text;

import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.KeyedBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// How a batch's head is written: under the batch's key, where the key of a single submission would
/// be, so that neither can take the other's.
final class BatchItemMapper {
  static final String FINGERPRINT = "fingerprint";
  static final String SIZE = "size";

  /// When it was written.
  static final String AT = "at";

  /// Its elements' own keys are what counts; this only has to outlive them.
  private static final Duration KEPT_AFTER_RECORDS = Duration.ofDays(366);

  private BatchItemMapper() {}

  /// @param kept for how long its pipelines keep records at most
  static Map<String, AttributeValue> write(KeyedBatch keyedBatch, Instant now, Duration kept) {
    var item = new HashMap<>(ItemKeys.of(ItemKeys.named(keyedBatch.key())));
    item.put(FINGERPRINT, text(keyedBatch.fingerprint()));
    item.put(SIZE, number(keyedBatch.size()));
    item.put(AT, number(now));
    item.put(
        TableSchema.EXPIRES_AT, number(now.plus(kept).plus(KEPT_AFTER_RECORDS).getEpochSecond()));
    return item;
  }

  static TransactWriteItem removal(JobKey batch, ItemReader head) {
    return DynamoCalls.delete(
        ItemKeys.named(batch),
        FINGERPRINT + " = :fingerprint",
        Map.of(":fingerprint", text(head.said(FINGERPRINT))));
  }
}
