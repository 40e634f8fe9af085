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
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

      List<Delivery> leased = new ArrayList<>(lease(engine));
      leased.addAll(lease(engine));
      assertThat(leased).extracting(Delivery::job).containsExactly(before, after);
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

  @Test
  void a_damaged_entry_of_the_audit_log_is_reported_with_its_number() throws Exception {
    try (var engine = open()) {
      var action =
          new OperatorAction(
              clock.instant(), "ann", OperatorAction.Type.PURGE, DeadLetterFilter.EVERYTHING, 1);
      engine.deadLetters().record(action);
    }
    flip(folder.resolve("surgetank.db"), "ds\":[]");

    try (var engine = open()) {
      assertThatThrownBy(() -> engine.deadLetters().operatorActions(10))
          .isInstanceOf(DamagedRecordException.class)
          .hasMessageContaining("entry 1 of the audit log is damaged");
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

  private static List<Delivery> lease(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(SamplePipelines.ORDERS, 10, Duration.ZERO);
  }

  private Job put(OpenEngine engine, String payload) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }
}
