package io.surgetank.proof.simulation;

import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.JobStore;
import java.util.function.UnaryOperator;

/// Wraps the ports of the engine; tests plant faults here.
record Decorators(UnaryOperator<JobStore> jobs, UnaryOperator<DeliveryQueue> queue) {
  static final Decorators NONE = new Decorators(UnaryOperator.identity(), UnaryOperator.identity());
}
