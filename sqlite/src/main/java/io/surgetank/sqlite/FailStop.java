package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.store.StoreStoppedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Whether the store may still be written. Once it may not, it never may again: what the disk holds
/// after a write or sync that failed is unknown until the store is opened anew.
final class FailStop {
  private final PipelineStates pipelineStates;
  private final Consumer<Event> events;
  private final AtomicReference<String> why = new AtomicReference<>("");

  FailStop(PipelineStates pipelineStates, Consumer<Event> events) {
    this.pipelineStates = pipelineStates;
    this.events = events;
  }

  /// Stops all writing and tells so, the first time.
  void give(Throwable cause) {
    String failure = cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
    boolean first =
        stop(
            "the store cannot be written: %s; nothing was acknowledged since; mend the cause and restart"
                .formatted(failure));
    if (first) events.accept(new Event.StoreFailed(failure));
  }

  /// Stops all writing. False when it was stopped before.
  boolean stop(String sentence) {
    boolean first = why.compareAndSet("", sentence);
    pipelineStates.all().forEach(PipelineState::close);
    return first;
  }

  boolean isGiven() {
    return !why.get().isEmpty();
  }

  StoreStoppedException refusal() {
    return new StoreStoppedException(why.get());
  }
}
