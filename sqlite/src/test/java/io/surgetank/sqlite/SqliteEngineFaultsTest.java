package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine with an unusable folder, file or disk.
class SqliteEngineFaultsTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void a_folder_is_used_by_one_process_at_a_time() {
    try (var first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(UncheckedIOException.class)
          .hasStackTraceContaining("another process is using it");
      assertThat(first.engine.isWritable()).isTrue();
    }
    open().close();
  }

  @Test
  void a_folder_that_is_a_file_is_refused_by_name() throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "x");

    assertThatThrownBy(() -> new OpenEngine(file, SamplePipelines.PIPELINES, clock))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(": " + file + " is a file, not a folder");
    assertThatThrownBy(() -> new OpenEngine(file.resolve("x/y"), SamplePipelines.PIPELINES, clock))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(": " + file + " is a file, not a folder");
  }

  @Test
  void a_file_that_is_not_a_database_is_refused_with_a_hint() throws Exception {
    Files.writeString(folder.resolve("surgetank.db"), "this is not a database, is it?");

    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("surgetank.db is damaged")
        .hasMessageContaining("backup");
  }

  @Test
  void a_database_with_overwritten_pages_is_refused_and_the_folder_released() throws Exception {
    try (var engine = open()) {
      put(engine);
    }
    Path file = folder.resolve("surgetank.db");
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("damaged");
    Files.delete(file);
    Files.delete(folder.resolve("surgetank.mark"));
    open().close();
  }

  @Test
  void a_database_of_a_newer_schema_is_refused() throws Exception {
    open().close();
    sql("PRAGMA user_version = 99");

    assertThatThrownBy(this::open).hasMessageContaining("newer Surgetank");
  }

  @Test
  void a_database_of_another_program_is_refused() throws Exception {
    sql("CREATE TABLE photo(name TEXT)");

    assertThatThrownBy(this::open).hasMessageContaining("another program");
  }

  @Test
  void a_failed_write_stops_all_writing_until_a_restart() {
    var engine = open();
    Job before = put(engine);
    fillUp(engine);

    Job logged = put(engine, "x".repeat(3_000_000));
    assertThatThrownBy(() -> engine.ledger().verify())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nothing was acknowledged since");
    assertThatThrownBy(() -> put(engine)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(
            () -> engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ofSeconds(30)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(engine.jobs().find(before.id())).isPresent();
    assertThat(engine.jobs().find(logged.id())).isPresent();
    assertThat(engine.events()).filteredOn(Event.StoreFailed.class::isInstance).hasSize(1);

    try (var after = engine.reopened()) {
      assertThat(after.ledger().verify().findings()).isEmpty();
      put(after);
      assertThat(after.jobs().find(before.id())).isPresent();
      assertThat(after.jobs().find(logged.id())).isPresent();
    }
  }

  /// Limits the file's size, so that the next large write fails as on a full disk.
  private static void fillUp(OpenEngine engine) {
    var _ =
        engine
            .engine
            .parts()
            .writer()
            .write(
                new Write<Boolean>() {
                  @Override
                  Boolean apply(WriteBatch batch) throws java.sql.SQLException {
                    return batch.connection.number("PRAGMA max_page_count = 40") > 0;
                  }
                });
  }

  @Test
  void without_space_jobs_are_refused_and_accepted_ones_are_processed() throws Exception {
    var space = new AtomicLong(Long.MAX_VALUE);
    var dependencies =
        new EngineDependencies(clock, clock::nanoTime, _ -> {}, space::get, 1_000, 100);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      var _ = engine.jobs().put(List.of(Submission.withoutKeys(job("{}"))));
      space.set(999);
      clock.pass(Duration.ofSeconds(1));

      assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job("{}")))))
          .allMatch(PutResult.Full.class::isInstance);
      assertThat(engine.hasSpace()).isFalse();
      var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
      var _ = engine.queue().settle(delivery.receipt(), new Outcome.Processed("{}"));

      space.set(1_000);
      engine.runOnce();
      assertThat(engine.hasSpace()).isTrue();
      clock.pass(Duration.ofSeconds(1));
      assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job("{}")))))
          .allMatch(PutResult.Stored.class::isInstance);
    }
  }

  @Test
  void verification_reports_a_missing_record() throws Exception {
    Job lost;
    try (var engine = open()) {
      put(engine);
      lost = put(engine);
      put(engine);
    }
    sql("DELETE FROM job WHERE seq = " + lost.id().sequence());

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .contains(
              new Finding(
                  SamplePipelines.ORDERS,
                  lost.id().toString(),
                  "was accepted; its record is missing"));
    }
  }

  @Test
  void verification_reports_an_inconsistent_record() throws Exception {
    Job changed;
    try (var engine = open()) {
      changed = put(engine);
    }
    sql("UPDATE job SET due = 1");

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .extracting(Finding::subject)
          .containsExactly(changed.id().toString());
    }
  }

  @Test
  void jobs_of_a_removed_pipeline_are_kept_and_reported() {
    Job job;
    try (var engine = open()) {
      job = put(engine);
    }
    var onlyTasks =
        new Pipelines(
            List.of(SamplePipelines.PIPELINES.named(new PipelineName("tasks")).orElseThrow()));

    try (var engine = new OpenEngine(folder, onlyTasks, clock)) {
      assertThat(engine.engine.unserved()).isEqualTo(Map.of(SamplePipelines.ORDERS, 1L));
      assertThat(engine.jobs().find(job.id())).isPresent();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
    try (var engine = open()) {
      assertThat(engine.engine.unserved()).isEmpty();
      assertThat(engine.engine.lastSequence()).isEqualTo(job.id().sequence());
    }
  }

  @Test
  void more_jobs_than_fit_in_memory_are_delivered_once_each_in_order() throws Exception {
    try (var engine = open()) {
      int jobs = 3_000;
      var expected = new java.util.ArrayList<Job>();
      for (int i = 0; i < jobs; i++) expected.add(job("{}"));
      var _ = engine.jobs().put(expected.stream().map(Submission::withoutKeys).toList());

      var delivered = new java.util.ArrayList<Job>();
      while (delivered.size() < jobs)
        for (var delivery : engine.queue().lease(SamplePipelines.ORDERS, 70, Duration.ZERO)) {
          delivered.add(delivery.job());
          if (delivered.size() % 3 > 0) {
            var _ = engine.queue().settle(delivery.receipt(), new Outcome.Processed("{}"));
          }
        }

      assertThat(delivered).isEqualTo(expected);
      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void an_expired_lease_is_found_by_the_next_lease() throws Exception {
    try (var engine = open()) {
      Job job = put(engine);
      for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS; attempt++) {
        var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
        assertThat(delivery.job()).isEqualTo(job);
        assertThat(delivery.attempt().number()).isEqualTo(attempt);
        clock.pass(SamplePipelines.LEASE);
      }
      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).isEmpty();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job job(String payload) {
    var id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id));
  }

  private Job put(OpenEngine engine) {
    return put(engine, "{}");
  }

  private Job put(OpenEngine engine, String payload) {
    Job job = job(payload);
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job))))
        .containsExactly(new PutResult.Stored(job));
    return job;
  }

  private void sql(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
