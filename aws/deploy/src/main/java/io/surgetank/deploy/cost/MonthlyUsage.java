package io.surgetank.deploy.cost;

import io.surgetank.deploy.stack.SqsQueue;
import java.util.Map;

/// A month of Surgetank: what its jobs, and its being there, use. Jobs of up to 1 KB that are
/// processed at the first attempt; a retry costs about what the worker's share of a job costs.
///
/// @param pipelines each has two queues, its metrics and its alarms
/// @param batch messages that one call of the worker finds
/// @param queues of which kind all of them are
public record MonthlyUsage(long jobs, int pipelines, int batch, SqsQueue.Kind queues) {
  /// A transaction counts double. Stored: job, payload and counts, two index entries; the mark that
  /// it was sent, and its index entry; begun: job and counts, two index changes; settled: job,
  /// payload's end and counts, two index changes.
  static final double WRITES_A_JOB = (6 + 2) + (1 + 1) + (4 + 2) + (6 + 2);

  /// Begun and settled: job and payload, read strongly.
  static final double READS_A_JOB = 4;

  private static final double GB_OF_A_FUNCTION = 1.0;

  /// Guessed, not measured: warm, at 1,024 MB.
  private static final double RECEIVER_SECONDS = 0.025;

  private static final double WORKER_SECONDS = 0.040;
  private static final double SWEEPER_SECONDS = 0.050;

  /// Three events of a job, the access log, and what Lambda says of two calls.
  private static final double EVENT_BYTES = 500;

  private static final double ACCESS_BYTES = 350;
  private static final double CALL_BYTES = 350;

  /// Job, payload and two index entries, with DynamoDB's 100 bytes for each.
  private static final double KEPT_BYTES = 2_000;

  /// As the descriptor's `records` says by itself: 90 days.
  private static final double KEPT_MONTHS = 3;

  private static final double GB = 1e9;

  /// Five polls of 20 s at a time for each mapping, all month.
  private static final double IDLE_POLLS = 648_000;

  private static final double SWEEPS = 43_200;

  /// A sweep of one pipeline: its lists, its counts; and the outbox.
  private static final double READS_A_SWEEP = 24;

  /// Names in docs/aws/backend.md, of which a pipeline writes about these in a month.
  private static final int METRICS_A_PIPELINE = 20;

  private static final int ALARMS_A_PIPELINE = 5;
  private static final int OTHER_ALARMS = 9;

  /// Of pipelines that nothing orders.
  public static MonthlyUsage of(long jobs, int pipelines, int batch) {
    return new MonthlyUsage(jobs, pipelines, batch, SqsQueue.Kind.STANDARD);
  }

  /// Of pipelines with ordering keys: a call of the worker finds one message.
  public static MonthlyUsage inOrder(long jobs, int pipelines) {
    return new MonthlyUsage(jobs, pipelines, 1, SqsQueue.Kind.FIFO_BY_GROUP);
  }

  public Usage amounts() {
    double batches = (double) jobs / batch;
    double bytes = jobs * (3 * EVENT_BYTES + ACCESS_BYTES + CALL_BYTES) + batches * CALL_BYTES;
    double kept = jobs * KEPT_MONTHS * KEPT_BYTES / GB;
    double seconds = jobs * RECEIVER_SECONDS + batches * WORKER_SECONDS + SWEEPS * SWEEPER_SECONDS;
    return new Usage(
        Map.ofEntries(
            Map.entry(LineItem.API, (double) jobs),
            Map.entry(LineItem.CALLS, jobs + batches + SWEEPS),
            Map.entry(LineItem.COMPUTE, seconds * GB_OF_A_FUNCTION),
            Map.entry(
                queues.isFifo() ? LineItem.ORDERED_MESSAGES : LineItem.MESSAGES,
                jobs + 2 * batches + pipelines * (2 * IDLE_POLLS + SWEEPS)),
            Map.entry(LineItem.WRITES, jobs * WRITES_A_JOB),
            Map.entry(LineItem.READS, jobs * READS_A_JOB + SWEEPS * pipelines * READS_A_SWEEP),
            Map.entry(LineItem.STORAGE, kept),
            Map.entry(LineItem.BACKUP, kept),
            Map.entry(LineItem.LOGS, bytes / GB),
            Map.entry(LineItem.METRICS, (double) pipelines * METRICS_A_PIPELINE),
            Map.entry(LineItem.ALARMS, (double) pipelines * ALARMS_A_PIPELINE + OTHER_ALARMS),
            Map.entry(LineItem.DASHBOARDS, 1.0)));
  }
}
