package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stored records that are missing or changed.
class DamagedRecordsTest {
  @TempDir private Path temp;
  private Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @BeforeEach
  void aFolder() {
    folder = temp.resolve("data");
  }

  @Test
  void a_changed_payload_is_neither_returned_nor_processed_and_every_verification_reports_it()
      throws Exception {
    Job before;
    Job damaged;
    Job after;
    try (var engine = open()) {
      before = put(engine, "{\"n\":1111111}");
      damaged = put(engine, "{\"n\":2222222}");
      after = put(engine, "{\"n\":3333333}");
    }
    flip(folder.resolve("surgetank.db"), "2222222");

    try (var engine = open()) {
      assertThat(list(engine)).containsExactly(after, before);
      assertThatThrownBy(() -> engine.jobs().find(damaged.id()))
          .isInstanceOf(DamagedRecordException.class)
          .hasMessageContaining(damaged.id().toString());
      assertThat(engine.engine.conditions().get(StoreCondition.DAMAGED_RECORDS))
          .contains(damaged.id().toString());
      assertNamed(engine, damaged);

      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 10, Duration.ZERO))
          .extracting(Delivery::job)
          .containsExactly(before, after);
      assertThat(engine.events())
          .filteredOn(Event.DeadLettered.class::isInstance)
          .singleElement()
          .asString()
          .contains("damaged", damaged.id().toString());
      assertThat(engine.engine.isWritable()).isTrue();
      assertNamed(engine, damaged);
    }
  }

  @Test
  void a_changed_result_is_not_returned() throws Exception {
    Job job;
    try (var engine = open()) {
      job = put(engine, "{}");
      settle(engine, new Outcome.Processed("{\"total\":4444444}"));
    }
    flip(folder.resolve("surgetank.db"), "4444444");

    try (var engine = open()) {
      assertThatThrownBy(() -> engine.jobs().find(job.id()))
          .isInstanceOf(DamagedRecordException.class);
      assertNamed(engine, job);
    }
  }

  @Test
  void a_changed_number_is_detected() throws Exception {
    Job job;
    try (var engine = open()) {
      job = put(engine, "{}");
      settle(engine, new Outcome.Processed("{}"));
    }
    PreviousSchemaFile.sql(folder, "UPDATE job SET ended = ended + 1");

    try (var engine = open()) {
      assertNamed(engine, job);
      PreviousSchemaFile.sql(folder, "UPDATE job SET ended = ended - 1");
      assertThat(engine.ledger().verify().findings()).isEmpty();
      assertThat(engine.engine.conditions()).isEmpty();
      assertThat(engine.jobs().find(job.id())).isPresent();
    }
  }

  @Test
  void an_index_that_lacks_a_record_is_detected() throws Exception {
    try (var engine = open()) {
      put(engine, "{}");
    }
    PreviousSchemaFile.sql(
        folder,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX job_due ON job(pipeline, due)'"
            + " WHERE name = 'job_due'");

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .extracting(Finding::error)
          .anyMatch(fault -> fault.contains("job_due"));
    }
  }

  @Test
  void a_truncated_log_is_refused_until_an_operator_accepts_the_loss() throws Exception {
    killedAfter(100);
    Path log = folder.resolve("surgetank.db-wal");
    byte[] content = Files.readAllBytes(log);
    content[content.length / 2] ^= 1;
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
      assertThat(folder.resolve("surgetank.lost-log")).hasBinaryContent(content);
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
  void a_missing_log_or_database_is_refused() throws Exception {
    killedAfter(1);
    Path log = folder.resolve("surgetank.db-wal");
    Path elsewhere = temp.resolve("log");
    Files.move(log, elsewhere);
    assertThatThrownBy(this::open).hasMessageContaining("lacks at least 1 of 1 acknowledged jobs");

    Files.move(elsewhere, log, StandardCopyOption.REPLACE_EXISTING);
    open().close();
    Files.delete(folder.resolve("surgetank.db"));
    assertThatThrownBy(this::open).hasMessageContaining("lacks at least 1 of 1 acknowledged jobs");
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

  @Test
  void records_without_checksums_are_kept_and_new_ones_have_checksums() throws Exception {
    Job old;
    try (var engine = open()) {
      old = put(engine, "{\"n\":5555555}");
    }
    PreviousSchemaFile.withoutChecksums(folder);

    Job young;
    try (var engine = open()) {
      assertThat(engine.jobs().find(old.id())).isPresent();
      young = put(engine, "{\"n\":6666666}");
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
    flip(folder.resolve("surgetank.db"), "6666666");
    try (var engine = open()) {
      assertNamed(engine, young);
    }
  }

  private static void assertNamed(OpenEngine engine, Job job) {
    assertThat(engine.ledger().verify().findings())
        .contains(
            new Finding(
                SamplePipelines.ORDERS,
                job.id().toString(),
                "does not match its checksum: its content was changed"));
  }

  /// Leaves the folder as after a kill, with all jobs only in the log.
  private void killedAfter(int jobs) throws Exception {
    try (var engine = open();
        var reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM job").close();
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

  private static void flip(Path file, String text) throws Exception {
    byte[] content = Files.readAllBytes(file);
    String all = new String(content, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(text);
    assertThat(at).isPositive();
    content[at + 3] ^= 1;
    Files.write(file, content);
  }

  private static void settle(OpenEngine engine, Outcome outcome) throws InterruptedException {
    var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
    var _ = engine.queue().settle(delivery.receipt(), outcome);
  }

  private static List<Job> list(OpenEngine engine) {
    var query =
        new JobQuery(
            List.of(SamplePipelines.ORDERS),
            Set.of(Status.PENDING),
            Instant.EPOCH,
            Optional.empty(),
            2);
    return engine.jobs().list(query).stream().map(JobRecord::job).toList();
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
