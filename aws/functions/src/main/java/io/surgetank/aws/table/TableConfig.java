package io.surgetank.aws.table;

import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.Worker;
import java.util.ArrayList;
import java.util.List;

/// Which table, and how its busy parts are split.
///
/// @param lines shards of each list and of the outbox: one takes some 1,000 writes a second
/// @param counts shards of each pipeline's counts: two steps at once on one shard collide
public record TableConfig(String table, int lines, int counts) {
  /// DynamoDB's bound for one item
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).
  static final int MAX_ITEM_BYTES = 400 * 1024;

  /// Names, numbers and keys around what is large.
  private static final int AROUND = 8 * 1024;

  /// A character of a Java text has at most three bytes in UTF-8.
  private static final int BYTES_A_CHARACTER = 3;

  /// What one more attempt may add to a job's item.
  static final int ATTEMPT_BYTES = Outcome.MAX_FAILURE_LENGTH * BYTES_A_CHARACTER + 200;

  /// What is left of an item for the attempts' evidence, beside the longest result.
  static final int EVIDENCE_BYTES =
      MAX_ITEM_BYTES - AROUND - Worker.MAX_RESULT_LENGTH * BYTES_A_CHARACTER;

  public TableConfig {
    if (table.isEmpty() || lines < 1 || counts < 1)
      throw new IllegalArgumentException("a table has a name and shards");
  }

  public static TableConfig of(String table) {
    return new TableConfig(table, 4, 16);
  }

  /// Everything in the pipelines that this table could not hold.
  public static List<String> faults(Pipelines pipelines) {
    var faults = new ArrayList<String>();
    int payload = MAX_ITEM_BYTES - AROUND;
    int attempts = EVIDENCE_BYTES / ATTEMPT_BYTES;
    for (Pipeline pipeline : pipelines.all()) {
      if (pipeline.intake().maxBodyBytes() > payload)
        faults.add(
            "pipeline %s: maxBody is over %d bytes, more than an item of DynamoDB holds"
                .formatted(pipeline.name(), payload));
      if (pipeline.retry().attempts() > attempts)
        faults.add(
            "pipeline %s: the evidence of more than %d attempts may not fit an item of DynamoDB"
                .formatted(pipeline.name(), attempts));
    }
    return faults;
  }
}
