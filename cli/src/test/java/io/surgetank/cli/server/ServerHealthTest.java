package io.surgetank.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.event.StoreCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerHealthTest {
  private Map<StoreCondition, String> store = Map.of();
  private Optional<String> process = Optional.empty();
  private final ServerHealth health =
      new ServerHealth(() -> true, () -> store, List.of(() -> process));

  @Test
  void without_conditions_it_is_ready() {
    assertThat(health.get()).isEqualTo(new HealthStatus.Ready());
  }

  @Test
  void a_condition_of_the_process_degrades_it() {
    process = Optional.of("files");

    assertThat(health.get()).isEqualTo(new HealthStatus.Degraded("files"));
  }

  @Test
  void a_condition_that_refuses_submissions_comes_first_and_is_not_ready() {
    process = Optional.of("files");
    store = Map.of(StoreCondition.BUSY, "locked");

    assertThat(health.get()).isEqualTo(new HealthStatus.NotReady("locked; files"));
  }
}
