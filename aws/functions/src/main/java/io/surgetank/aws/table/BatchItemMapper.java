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

/// Maps a batch's head item. It has the batch's key, as the key item of a single submission would,
/// so that the two cannot use the same key.
final class BatchItemMapper {
  static final String FINGERPRINT = "fingerprint";
  static final String SIZE = "size";

  /// The time of writing.
  static final String AT = "at";

  /// The keys of the elements decide; the head only has to outlive them.
  private static final Duration TTL_AFTER_RECORDS = Duration.ofDays(366);

  private BatchItemMapper() {}

  /// @param retention the longest time that any pipeline keeps records
  static Map<String, AttributeValue> write(KeyedBatch keyedBatch, Instant now, Duration retention) {
    var item = new HashMap<>(ItemKeys.of(ItemKeys.named(keyedBatch.key())));
    item.put(FINGERPRINT, text(keyedBatch.fingerprint()));
    item.put(SIZE, number(keyedBatch.size()));
    item.put(AT, number(now));
    item.put(
        TableSchema.EXPIRES_AT,
        number(now.plus(retention).plus(TTL_AFTER_RECORDS).getEpochSecond()));
    return item;
  }

  static TransactWriteItem removal(JobKey batch, ItemReader head) {
    return DynamoCalls.delete(
        ItemKeys.named(batch),
        FINGERPRINT + " = :fingerprint",
        Map.of(":fingerprint", text(head.requireText(FINGERPRINT))));
  }
}
