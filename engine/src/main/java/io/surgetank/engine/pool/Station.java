package io.surgetank.engine.pool;

import io.surgetank.pipeline.Ordering;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.work.Worker;

/// A pipeline with who works it.
public record Station(Pipeline pipeline, Worker worker) {
  /// Whether some of its jobs are worked one after another.
  boolean isOrdered() {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> false;
      case Ordering.ByMember(_) -> true;
    };
  }
}
