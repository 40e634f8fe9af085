package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Primary keys of the table's items, by kind.
final class ItemKeys {
  static final String JOBS = "J#";

  private ItemKeys() {}

  static String job(JobId id) {
    return JOBS + id;
  }

  static String payload(JobId id) {
    return "P#" + id;
  }

  static String named(JobKey key) {
    return "K#" + key.path() + "#" + key.kind() + "#" + key.value();
  }

  static String counts(PipelineName pipeline, int shard) {
    return "C#" + pipeline + "#" + shard;
  }

  static String operatorAction(JobId id) {
    return "T#" + id;
  }

  static String unreadable(String messageId) {
    return "X#" + messageId;
  }

  static Map<String, AttributeValue> of(String key) {
    return Map.of(TableSchema.KEY, ItemReader.text(key));
  }
}
