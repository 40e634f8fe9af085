package io.surgetank.deploy.deployment;

import java.util.List;

/// The unfinished jobs of a stack, which would be lost with it.
public record PendingWork(List<QueueDepth> queues, JobCounts jobCounts) {
  public PendingWork {
    queues = List.copyOf(queues);
  }

  public long messages() {
    return queues.stream().mapToLong(QueueDepth::total).sum();
  }

  /// Whether there are no unfinished jobs; false if they could not be counted.
  public boolean isIdle() {
    return messages() == 0
        && switch (jobCounts) {
          case JobCounts.Counted counted -> counted.allUnfinished() == 0;
          case JobCounts.None() -> true;
          case JobCounts.Unknown(_) -> false;
        };
  }
}
