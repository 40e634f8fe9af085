package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.store.StoreStoppedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Stops all writing after a failure, for good: after a failed write or sync, the content of the
/// disk is unknown until the store is opened again.
final class FailStop {
  private final PipelineStates states;
  private final Consumer<Event> events;
  private final AtomicReference<String> why = new AtomicReference<>("");

  FailStop(PipelineStates states, Consumer<Event> events) {
    this.states = states;
    this.events = events;
  }

  /// Stops all writing; the first call reports it.
  void trigger(Throwable cause) {
    String failure = cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
    boolean first =
        stop(
            "the store cannot be written: %s; nothing was acknowledged since; fix the cause and restart"
                .formatted(failure));
    if (first) events.accept(new Event.StoreFailed(failure));
  }

  /// Stops all writing. Returns false if it was already stopped.
  boolean stop(String message) {
    boolean first = why.compareAndSet("", message);
    states.all().forEach(PipelineState::close);
    return first;
  }

  boolean isStopped() {
    return !why.get().isEmpty();
  }

  StoreStoppedException refusal() {
    return new StoreStoppedException(why.get());
  }
}
