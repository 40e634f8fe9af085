package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// Current problems of the store that do not stop it. Each is reported once when it begins and once
/// when it ends, in this order. Thread-safe.
final class StoreConditions {
  private final Consumer<Event> events;
  private final Map<StoreCondition, String> current = // guarded by itself
      new EnumMap<>(StoreCondition.class);

  StoreConditions(Consumer<Event> events) {
    this.events = events;
  }

  void begin(StoreCondition condition, String detail) {
    synchronized (current) {
      if (current.put(condition, detail) == null)
        events.accept(new Event.StoreDegraded(condition, detail));
    }
  }

  /// The same for a condition with several instances: each is reported.
  void report(StoreCondition condition, String detail) {
    synchronized (current) {
      current.put(condition, detail);
      events.accept(new Event.StoreDegraded(condition, detail));
    }
  }

  void end(StoreCondition condition) {
    synchronized (current) {
      if (current.remove(condition) != null) events.accept(new Event.StoreRestored(condition));
    }
  }

  boolean has(StoreCondition condition) {
    synchronized (current) {
      return current.containsKey(condition);
    }
  }

  Map<StoreCondition, String> current() {
    synchronized (current) {
      return Map.copyOf(current);
    }
  }
}
