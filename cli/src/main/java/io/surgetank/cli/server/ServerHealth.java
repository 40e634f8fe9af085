package io.surgetank.cli.server;

import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.event.StoreCondition;
import java.util.List;
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
  private final List<Supplier<Optional<String>>> process;
  private volatile boolean stopping;

  /// `store` returns the current conditions of the store, `process` those of the process, with a
  /// message for operators each.
  public ServerHealth(
      BooleanSupplier writable,
      Supplier<Map<StoreCondition, String>> store,
      List<Supplier<Optional<String>>> process) {
    this.writable = writable;
    this.store = store;
    this.process = List.copyOf(process);
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
    List<String> processConditions = process.stream().flatMap(each -> each.get().stream()).toList();
    if (conditions.isEmpty() && processConditions.isEmpty()) return new HealthStatus.Ready();
    // In enumeration order, so that the response is stable.
    String why =
        Stream.concat(
                conditions.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue),
                processConditions.stream())
            .collect(Collectors.joining("; "));
    return conditions.keySet().stream().anyMatch(StoreCondition::refuses)
        ? new HealthStatus.NotReady(why)
        : new HealthStatus.Degraded(why);
  }
}
