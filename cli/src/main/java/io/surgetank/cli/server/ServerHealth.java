package io.surgetank.cli.server;

import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.event.StoreCondition;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The health of the server.
public final class ServerHealth implements Supplier<HealthStatus> {
  private final BooleanSupplier writable;
  private final Supplier<Map<StoreCondition, String>> store;
  private final Supplier<Optional<String>> process;
  private volatile boolean stopping;

  /// `store` returns the current conditions of the store, `process` that of the process, with a
  /// message for operators.
  public ServerHealth(
      BooleanSupplier writable,
      Supplier<Map<StoreCondition, String>> store,
      Supplier<Optional<String>> process) {
    this.writable = writable;
    this.store = store;
    this.process = process;
  }

  public void stopping() {
    stopping = true;
  }

  @Override
  public HealthStatus get() {
    if (stopping) return new HealthStatus.NotReady("stopping");
    if (!writable.getAsBoolean())
      return new HealthStatus.Broken(
          "the store cannot be written; read the last error in the log before you restart");
    Map<StoreCondition, String> conditions = store.get();
    Optional<String> processCondition = process.get();
    if (conditions.isEmpty() && processCondition.isEmpty()) return new HealthStatus.Ready();
    // In enumeration order, so that the response is stable.
    String why =
        Stream.concat(
                conditions.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue),
                processCondition.stream())
            .collect(Collectors.joining("; "));
    return conditions.keySet().stream().anyMatch(StoreCondition::refuses)
        ? new HealthStatus.NotReady(why)
        : new HealthStatus.Degraded(why);
  }
}
