package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `RetentionContract` does not cover: more entries than one write removes, and the clock.
class AuditLogRetentionTest {
  /// More than are removed at once.
  private static final int ENTRIES = 300;

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();

  @Test
  void one_maintenance_removes_all_expired_entries() {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      for (int i = 0; i < ENTRIES; i++) act(engine);
      clock.pass(Duration.ofSeconds(1));
      act(engine);

      clock.pass(SamplePipelines.AUDIT_LOG.minusSeconds(1));
      engine.catchUp();

      assertThat(engine.deadLetters().operatorActions(10)).hasSize(1);
    }
  }

  @Test
  void a_clock_that_is_set_forward_removes_no_entry() {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      act(engine);

      clock.jump(SamplePipelines.AUDIT_LOG.multipliedBy(2));
      engine.catchUp();

      assertThat(engine.deadLetters().operatorActions(10)).hasSize(1);
    }
  }

  private void act(OpenEngine engine) {
    engine
        .deadLetters()
        .record(
            new OperatorAction(
                clock.instant(),
                "anna",
                OperatorAction.Type.CANCEL,
                DeadLetterFilter.EVERYTHING,
                1));
  }
}
