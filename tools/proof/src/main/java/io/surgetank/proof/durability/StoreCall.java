package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.util.ArrayList;
import java.util.List;

/// A call of the store, and its text: its name and its parameters, with tabs between them.
sealed interface StoreCall {
  record Put(List<PutJob> jobs) implements StoreCall {
    public Put {
      jobs = List.copyOf(jobs);
    }
  }

  record Lease(PipelineName pipeline) implements StoreCall {}

  /// An attempt's outcome.
  ///
  /// @param end RETRYING, PROCESSED or DEAD
  record Settle(JobId id, JobState.Phase end) implements StoreCall {}

  record Release(JobId id) implements StoreCall {}

  record Cancel(JobId id) implements StoreCall {}

  record Redrive(PipelineName pipeline) implements StoreCall {}

  record Purge(PipelineName pipeline) implements StoreCall {}

  record Maintain() implements StoreCall {}

  /// A submission.
  ///
  /// @param key or empty
  record PutJob(JobId id, PipelineName pipeline, String key, String payload) {
    private String text() {
      return String.join("\t", id.toString(), pipeline.toString(), key, payload);
    }
  }

  default String text() {
    return switch (this) {
      case Put(var jobs) -> {
        var parts = new ArrayList<>(List.of("put"));
        for (PutJob job : jobs) parts.add(job.text());
        yield String.join("\t", parts);
      }
      case Lease(var pipeline) -> "lease\t" + pipeline;
      case Settle(var id, var end) -> "settle\t" + id + "\t" + end;
      case Release(var id) -> "release\t" + id;
      case Cancel(var id) -> "cancel\t" + id;
      case Redrive(var pipeline) -> "redrive\t" + pipeline;
      case Purge(var pipeline) -> "purge\t" + pipeline;
      case Maintain() -> "maintain";
    };
  }

  /// Reads its text.
  ///
  /// @param parts of the text, between the tabs
  static StoreCall parse(List<String> parts) {
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
        yield new Put(jobs);
      }
      case "lease" -> new Lease(new PipelineName(parts.get(1)));
      case "settle" -> new Settle(id(parts.get(1)), JobState.Phase.valueOf(parts.get(2)));
      case "release" -> new Release(id(parts.get(1)));
      case "cancel" -> new Cancel(id(parts.get(1)));
      case "redrive" -> new Redrive(new PipelineName(parts.get(1)));
      case "purge" -> new Purge(new PipelineName(parts.get(1)));
      case "maintain" -> new Maintain();
      default -> throw new IllegalArgumentException("not a call: " + parts);
    };
  }

  private static JobId id(String text) {
    return JobId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a job id: " + text));
  }
}
