package io.surgetank.runtime.worker;

import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.work.Worker;

/// A pipeline with who works it.
public record PipelineWorker(Pipeline pipeline, Worker worker) {
  /// Whether some of its jobs are worked one after another.
  boolean isOrdered() {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> false;
      case Ordering.ByMember(_) -> true;
    };
  }
}
