package io.surgetank.aws.table;

import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import java.util.ArrayList;
import java.util.List;

/// The table's name and the number of shards.
///
/// @param listShards shards of each pipeline and status in the index: a shard takes some 1,000
///   writes a second
/// @param counterShards shards of each pipeline's counters: concurrent transactions on one shard
///   conflict
public record TableConfig(String table, int listShards, int counterShards) {
  /// DynamoDB's limit for one item
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).
  static final int MAX_ITEM_BYTES = 400 * 1024;

  /// For attribute names, numbers, keys and a short payload.
  private static final int OVERHEAD = 8 * 1024;

  /// A `char` takes at most three bytes in UTF-8.
  private static final int BYTES_PER_CHARACTER = 3;

  /// The most that an attempt adds to a job's item.
  static final int ATTEMPT_BYTES = Outcome.MAX_FAILURE_LENGTH * BYTES_PER_CHARACTER + 200;

  /// The space for the attempts in an item that has the longest result.
  static final int HISTORY_BYTES =
      MAX_ITEM_BYTES - OVERHEAD - HandlerRunner.MAX_RESULT_LENGTH * BYTES_PER_CHARACTER;

  public TableConfig {
    if (table.isEmpty() || listShards < 1 || counterShards < 1)
      throw new IllegalArgumentException("a table needs a name and at least one shard");
  }

  public static TableConfig of(String table) {
    return new TableConfig(table, 4, 16);
  }

  /// A message for each setting of the pipelines that the table cannot hold.
  public static List<String> violations(Pipelines pipelines) {
    var violations = new ArrayList<String>();
    int payload = MAX_ITEM_BYTES - OVERHEAD;
    int attempts = HISTORY_BYTES / ATTEMPT_BYTES;
    for (Pipeline pipeline : pipelines.all()) {
      if (pipeline.intake().maxBodyBytes() > payload)
        violations.add(
            "pipeline %s: maxBody must be at most %d bytes, the limit of a DynamoDB item"
                .formatted(pipeline.name(), payload));
      if (pipeline.retry().attempts() > attempts)
        violations.add(
            "pipeline %s: retry.attempts must be at most %d, so that their failures fit a DynamoDB item"
                .formatted(pipeline.name(), attempts));
    }
    return violations;
  }
}
