package io.surgetank.release;

import java.util.List;

/// What would be lost: the work that is in a stack.
public record Look(List<Waiting> queues, Jobs jobs) {
  public Look {
    queues = List.copyOf(queues);
  }

  public long messages() {
    return queues.stream().mapToLong(Waiting::total).sum();
  }

  /// Whether nothing waits. What could not be counted may wait.
  public boolean isIdle() {
    return messages() == 0
        && switch (jobs) {
          case Jobs.Counted counted -> counted.allWaiting() == 0;
          case Jobs.None() -> true;
          case Jobs.Unknown(_) -> false;
        };
  }
}
