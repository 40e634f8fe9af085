package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the recorded process reports: each call before it begins, and its result after it returned.
/// One line of text, with tabs between the parts.
sealed interface Note {
  /// A process begins. `clock` is its wall clock.
  record ProcessStarted(long clock) implements Note {}

  /// The store is open.
  record StoreOpened(long clock) implements Note {}

  /// The call with this number begins. `clock` is the wall clock.
  record Began(int call, long clock, Call what) implements Note {}

  /// The call has returned.
  ///
  /// @param results one for each job that it concerned, or what it returned
  record Returned(int call, List<String> results) implements Note {
    public Returned {
      results = List.copyOf(results);
    }
  }

  /// A call of the store.
  sealed interface Call {
    record Put(List<PutJob> jobs) implements Call {
      public Put {
        jobs = List.copyOf(jobs);
      }
    }

    record Lease(PipelineName pipeline) implements Call {}

    /// An attempt's outcome.
    ///
    /// @param end RETRYING, PROCESSED or DEAD
    record Settle(JobId id, JobState.Phase end) implements Call {}

    record Release(JobId id) implements Call {}

    record Cancel(JobId id) implements Call {}

    record Redrive(PipelineName pipeline) implements Call {}

    record Purge(PipelineName pipeline) implements Call {}

    record Maintain() implements Call {}
  }

  /// A submission.
  ///
  /// @param key or empty
  record PutJob(JobId id, PipelineName pipeline, String key, String payload) {}

  /// The name of an operator's action in the audit log.
  static String actor(int call) {
    return "call " + call;
  }

  default String text() {
    return switch (this) {
      case ProcessStarted(long clock) -> "process\t" + clock;
      case StoreOpened(long clock) -> "opened\t" + clock;
      case Began(int call, long clock, Call what) ->
          "began\t" + call + "\t" + clock + "\t" + text(what);
      case Returned(int call, List<String> results) ->
          "returned\t" + call + "\t" + String.join("\t", results);
    };
  }

  private static String text(Call call) {
    return switch (call) {
      case Call.Put(var jobs) -> {
        var text = new StringBuilder("put");
        for (PutJob job : jobs)
          text.append('\t')
              .append(job.id)
              .append('\t')
              .append(job.pipeline)
              .append('\t')
              .append(job.key)
              .append('\t')
              .append(job.payload);
        yield text.toString();
      }
      case Call.Lease(var pipeline) -> "lease\t" + pipeline;
      case Call.Settle(var id, var end) -> "settle\t" + id + "\t" + end;
      case Call.Release(var id) -> "release\t" + id;
      case Call.Cancel(var id) -> "cancel\t" + id;
      case Call.Redrive(var pipeline) -> "redrive\t" + pipeline;
      case Call.Purge(var pipeline) -> "purge\t" + pipeline;
      case Call.Maintain() -> "maintain";
    };
  }

  static Note parse(String text) {
    List<String> parts = Arrays.asList(text.split("\t", -1));
    return switch (parts.getFirst()) {
      case "process" -> new ProcessStarted(Long.parseLong(parts.get(1)));
      case "opened" -> new StoreOpened(Long.parseLong(parts.get(1)));
      case "began" ->
          new Began(
              Integer.parseInt(parts.get(1)),
              Long.parseLong(parts.get(2)),
              call(parts.subList(3, parts.size())));
      case "returned" ->
          new Returned(
              Integer.parseInt(parts.get(1)),
              parts.subList(2, parts.size()).stream().filter(part -> !part.isEmpty()).toList());
      default -> throw new IllegalArgumentException("not a note: " + text);
    };
  }

  private static Call call(List<String> parts) {
    return switch (parts.getFirst()) {
      case "put" -> {
        var jobs = new ArrayList<PutJob>();
        for (int at = 1; at < parts.size(); at += 4)
          jobs.add(
              new PutJob(
                  id(parts.get(at)),
                  new PipelineName(parts.get(at + 1)),
                  parts.get(at + 2),
                  parts.get(at + 3)));
        yield new Call.Put(jobs);
      }
      case "lease" -> new Call.Lease(new PipelineName(parts.get(1)));
      case "settle" -> new Call.Settle(id(parts.get(1)), JobState.Phase.valueOf(parts.get(2)));
      case "release" -> new Call.Release(id(parts.get(1)));
      case "cancel" -> new Call.Cancel(id(parts.get(1)));
      case "redrive" -> new Call.Redrive(new PipelineName(parts.get(1)));
      case "purge" -> new Call.Purge(new PipelineName(parts.get(1)));
      case "maintain" -> new Call.Maintain();
      default -> throw new IllegalArgumentException("not a call: " + parts);
    };
  }

  private static JobId id(String text) {
    return JobId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a job id: " + text));
  }
}
