package io.surgetank.runtime.worker;

import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.work.HandlerRunner;

/// A pipeline and its worker.
public record PipelineWorker(Pipeline pipeline, HandlerRunner handlerRunner) {
  /// Whether jobs with the same ordering key are processed in order.
  boolean isOrdered() {
    return switch (pipeline.work().ordering()) {
      case Ordering.None() -> false;
      case Ordering.ByMember(_) -> true;
    };
  }
}
