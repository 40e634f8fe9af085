package io.surgetank.deploy.cost;

import io.surgetank.deploy.stack.SqsQueue;
import java.util.Map;

/// What a stage uses in a month, with and without jobs. Jobs have up to 500 bytes and are processed
/// at the first attempt; a retry costs about as much as the worker's part of a job.
///
/// @param pipelines each has two queues, its metrics and its alarms
/// @param batch messages of one invocation of the worker
/// @param queues the type of all queues
public record MonthlyUsage(long jobs, int pipelines, int batch, SqsQueue.Kind queues) {
  /// Transactions count twice. To store: job and counters, and an index entry; to start: the job;
  /// to settle: job and counters, and two index changes.
  static final double WRITES_A_JOB = (4 + 1) + 1 + (4 + 2);

  /// To start and to settle: the job, by consistent reads.
  static final double READS_A_JOB = 2;

  private static final double GB_OF_A_FUNCTION = 1.0;

  /// Estimates, not measured: warm, at 1,024 MB.
  private static final double RECEIVER_SECONDS = 0.025;

  private static final double WORKER_SECONDS = 0.040;
  private static final double SWEEPER_SECONDS = 0.050;

  /// Three events of a job, the access log, and Lambda's own lines of two invocations.
  private static final double EVENT_BYTES = 500;

  private static final double ACCESS_BYTES = 350;
  private static final double CALL_BYTES = 350;

  /// Job with its payload, and an index entry, with the 100 bytes that DynamoDB adds to each.
  private static final double STORED_BYTES = 1_500;

  /// The default of `records.keep`: 90 days.
  private static final double STORED_MONTHS = 3;

  private static final double GB = 1e9;

  /// Five pollers of each event source mapping, 20 s each, all month.
  private static final double IDLE_POLLS = 648_000;

  private static final double SWEEPS = 43_200;

  /// Of one pipeline: its lists and its counters.
  private static final double READS_A_SWEEP = 22;

  /// The metrics of docs/aws/backend.md that a pipeline writes in a month.
  private static final int METRICS_A_PIPELINE = 20;

  private static final int ALARMS_A_PIPELINE = 5;
  private static final int OTHER_ALARMS = 9;

  /// Of pipelines without ordering keys.
  public static MonthlyUsage of(long jobs, int pipelines, int batch) {
    return new MonthlyUsage(jobs, pipelines, batch, SqsQueue.Kind.STANDARD);
  }

  /// Of pipelines with ordering keys: an invocation gets one message.
  public static MonthlyUsage ordered(long jobs, int pipelines) {
    return new MonthlyUsage(jobs, pipelines, 1, SqsQueue.Kind.FIFO_BY_GROUP);
  }

  public Usage usage() {
    double batches = (double) jobs / batch;
    double bytes = jobs * (3 * EVENT_BYTES + ACCESS_BYTES + CALL_BYTES) + batches * CALL_BYTES;
    double stored = jobs * STORED_MONTHS * STORED_BYTES / GB;
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
            Map.entry(LineItem.STORAGE, stored),
            Map.entry(LineItem.BACKUP, stored),
            Map.entry(LineItem.LOGS, bytes / GB),
            Map.entry(LineItem.METRICS, (double) pipelines * METRICS_A_PIPELINE),
            Map.entry(LineItem.ALARMS, (double) pipelines * ALARMS_A_PIPELINE + OTHER_ALARMS),
            Map.entry(LineItem.DASHBOARDS, 1.0)));
  }
}
