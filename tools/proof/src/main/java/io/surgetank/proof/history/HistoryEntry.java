package io.surgetank.proof.history;

import java.util.List;

/// A line of the history. A request is recorded before it is sent and after its answer was read; an
/// attempt when the handler begins and before it returns. So an order of two lines is an order in
/// time, whichever processes wrote them.
public sealed interface HistoryEntry {

  /// A submission is about to be sent.
  ///
  /// @param key empty if it has none
  record Submitted(long request, String pipeline, String key, Form form, List<SentJob> jobs)
      implements HistoryEntry {
    public Submitted {
      jobs = List.copyOf(jobs);
    }
  }

  /// How jobs were sent: the key of one form cannot be used for the other.
  enum Form {
    SINGLE,
    BATCH
  }

  /// Whether the body has another submission's key and other jobs is seen by comparing these.
  ///
  /// @param number in the payload, unique for each payload
  /// @param group the value of the ordering key; empty without
  record SentJob(long number, String group) {}

  /// Answered with 202 or 207.
  ///
  /// @param ids in the order of the jobs; empty for a job that was not accepted
  record Accepted(long request, List<String> ids) implements HistoryEntry {
    public Accepted {
      ids = List.copyOf(ids);
    }
  }

  /// A request was answered with another status.
  record Refused(long request, int status) implements HistoryEntry {}

  /// A cancellation is about to be sent.
  record CancelSent(long request, String id) implements HistoryEntry {}

  /// It was answered with 200.
  record Cancelled(long request) implements HistoryEntry {}

  /// A redrive of one job is about to be sent.
  record RedriveSent(long request, String id) implements HistoryEntry {}

  /// It was answered with 200.
  ///
  /// @param jobs how many were redriven: 0 or 1
  record Redriven(long request, long jobs) implements HistoryEntry {}

  /// A job was read.
  ///
  /// @param round of its last attempt, 0 before the first
  record Seen(String id, String status, int round) implements HistoryEntry {
    /// The status of a job that was not found.
    public static final String MISSING = "MISSING";
  }

  /// The handler was called.
  record Started(String id, int round, int number) implements HistoryEntry {}

  /// The handler returns.
  record Ended(String id, int round, int number, HandlerDecision end) implements HistoryEntry {}

  /// What the handler decided.
  enum HandlerDecision {
    PROCESSED,
    FAILED,
    GAVE_UP
  }

  /// The server was killed and has ended.
  record Killed() implements HistoryEntry {}

  /// The process that had the attempt was killed, or could not be sure that the outcome was stored:
  /// the attempt may be recorded as abandoned.
  record Abandoned(String id, int round, int number) implements HistoryEntry {}

  /// The queue has moved the job's message to its dead-letter queue: the job may be dead before its
  /// attempts are used up.
  record Undeliverable(String id) implements HistoryEntry {}
}
