package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that lacks what its high-water mark shows as acknowledged.
class MissingTailTest {
  @TempDir private Path temp;
  private Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @BeforeEach
  void aFolder() {
    folder = temp.resolve("data");
  }

  @Test
  void a_truncated_log_is_refused_until_an_operator_accepts_the_loss() throws Exception {
    killedAfter(100);
    Path log = folder.resolve("surgetank.log.0");
    byte[] content = Files.readAllBytes(log);
    content[10_000] ^= 1;
    Files.write(log, content);

    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching("(?s).*lacks at least \\d+ of 100 acknowledged jobs.*")
        .hasMessageContaining("rename surgetank.mark to surgetank.mark.accepted");
    assertThat(log).hasBinaryContent(content);
    assertThatThrownBy(this::open).hasMessageContaining("lacks at least");

    Files.move(folder.resolve("surgetank.mark"), folder.resolve("surgetank.mark.accepted"));
    long kept;
    try (var engine = open()) {
      kept = engine.ledger().verify().records();
      assertThat(kept).isBetween(10L, 99L);
      assertThat(engine.engine.conditions()).containsOnlyKeys(StoreCondition.MISSING_JOBS);
      assertThat(folder.resolve("surgetank.lost-log.0")).hasBinaryContent(content);
      put(engine, "{}");
    }
    try (var engine = open()) {
      assertThat(engine.engine.conditions()).isEmpty();
      assertThat(engine.ledger().verify().findings())
          .singleElement()
          .extracting(Finding::error)
          .asString()
          .startsWith("at least " + (100 - kept) + " acknowledged jobs are missing since ");
    }
  }

  @Test
  void a_store_that_lacks_only_later_states_of_jobs_is_refused_without_counting_jobs()
      throws Exception {
    Path before = temp.resolve("before.db");
    try (var engine = open()) {
      put(engine, "{}");
    }
    Files.copy(folder.resolve("surgetank.db"), before);
    try (var engine = open()) {
      settle(engine, new Outcome.Processed("{}"));
    }
    Files.copy(before, folder.resolve("surgetank.db"), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(this::open)
        .hasMessageContaining("lacks at least 1 change of its jobs' states: ")
        .hasMessageNotContaining("0 of");
    Files.move(folder.resolve("surgetank.mark"), folder.resolve("surgetank.mark.accepted"));
    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .singleElement()
          .extracting(Finding::error)
          .asString()
          .startsWith("since ")
          .endsWith(" at least 1 change of jobs' states are missing");
    }
  }

  @Test
  void a_missing_log_or_database_is_refused() throws Exception {
    killedAfter(1);
    Path log = folder.resolve("surgetank.log.0");
    Path elsewhere = temp.resolve("log");
    Files.move(log, elsewhere);
    assertThatThrownBy(this::open).hasMessageContaining("lacks at least 1 of 1 acknowledged jobs");

    Files.move(elsewhere, log, StandardCopyOption.REPLACE_EXISTING);
    open().close();
    Files.delete(folder.resolve("surgetank.db"));
    assertThatThrownBy(this::open).hasMessageContaining("lacks at least 1 of 1 acknowledged jobs");
  }

  @Test
  void a_missing_group_is_refused_also_if_no_later_one_shows_its_changes() throws Exception {
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock)) {
      put(engine, "{\"n\":1}");
      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
      copyKilled();
    }
    folder = temp.resolve("killed");
    damageFirstGroup();
    // As after a power failure before its first sync.
    Files.delete(folder.resolve("surgetank.mark"));

    assertThatThrownBy(this::open)
        .hasMessageContaining("lacks at least 1 change")
        .hasMessageContaining("create an empty file surgetank.mark.accepted");
    Files.createFile(folder.resolve("surgetank.mark.accepted"));
    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .singleElement()
          .extracting(Finding::error)
          .asString()
          .endsWith(" at least 1 change of jobs' states are missing");
    }
  }

  @Test
  void a_loss_remains_accepted_if_the_start_fails_then() throws Exception {
    killedAfter(10);
    damageFirstGroup();
    PreviousSchemaFile.sql(
        folder,
        "CREATE TRIGGER t BEFORE UPDATE ON commit_log BEGIN SELECT RAISE(ABORT, 'no space'); END");
    Files.move(folder.resolve("surgetank.mark"), folder.resolve("surgetank.mark.accepted"));
    assertThatThrownBy(this::open).hasMessageContaining("no space");

    PreviousSchemaFile.sql(folder, "DROP TRIGGER t");
    try (var engine = open()) {
      assertThat(engine.ledger().verify().records()).isZero();
    }
    assertThat(folder.resolve("surgetank.mark.accepted")).doesNotExist();
  }

  private void damageFirstGroup() throws Exception {
    Path log = folder.resolve("surgetank.log.0");
    byte[] content = Files.readAllBytes(log);
    content[40] ^= 1;
    Files.write(log, content);
  }

  @Test
  void a_mark_survives_one_torn_slot() throws Exception {
    Path file = temp.resolve("mark");
    for (int torn = 0; torn < 2; torn++) {
      Files.deleteIfExists(file);
      try (var mark = HighWaterMark.open(file)) {
        assertThat(mark.found()).isEmpty();
        for (int i = 1; i <= 7; i++) mark.write(new StorePosition(i, 2L * i));
      }
      byte[] content = Files.readAllBytes(file);
      content[torn * 4096 + 20] ^= 1;
      Files.write(file, content);
      try (var mark = HighWaterMark.open(file)) {
        // The newest is in the second slot.
        long n = torn == 1 ? 6 : 7;
        assertThat(mark.found()).contains(new StorePosition(n, 2 * n));
        mark.write(new StorePosition(8, 16));
      }
      try (var mark = HighWaterMark.open(file)) {
        assertThat(mark.found()).contains(new StorePosition(8, 16));
      }
    }
  }

  /// Leaves the folder as after a kill, with all jobs only in the log.
  private void killedAfter(int jobs) throws Exception {
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock)) {
      for (int i = 0; i < jobs; i++) put(engine, "{\"n\":" + i + "}");
      copyKilled();
    }
    folder = temp.resolve("killed");
  }

  /// By another process: closing a file descriptor of the database here would release SQLite's
  /// locks.
  private void copyKilled() throws Exception {
    Path killed = temp.resolve("killed");
    assertThat(
            new ProcessBuilder("cp", "-r", folder.toString(), killed.toString()).start().waitFor())
        .isZero();
    Files.delete(killed.resolve("surgetank.db-shm"));
  }

  private static void settle(OpenEngine engine, Outcome outcome) throws InterruptedException {
    var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
    var _ = engine.queue().settle(delivery.receipt(), outcome);
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job put(OpenEngine engine, String payload) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }
}
