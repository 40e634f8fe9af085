package io.surgetank.deploy.deployment;

import java.util.List;

/// What would be lost: the work that is in a stack.
public record PendingWork(List<QueueDepth> queues, JobCounts jobCounts) {
  public PendingWork {
    queues = List.copyOf(queues);
  }

  public long messages() {
    return queues.stream().mapToLong(QueueDepth::total).sum();
  }

  /// Whether nothing waits. What could not be counted may wait.
  public boolean isIdle() {
    return messages() == 0
        && switch (jobCounts) {
          case JobCounts.Counted counted -> counted.allWaiting() == 0;
          case JobCounts.None() -> true;
          case JobCounts.Unknown(_) -> false;
        };
  }
}
