package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyVerificationTest {
  private static final JobKey KEY = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "k");
  private static final JobKey BATCH = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "b");

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @BeforeEach
  void aStoreWithKeys() {
    try (var engine = open()) {
      engine.jobs().put(List.of(Submission.withKeys(job(), List.of(KEY), "one")));
      engine
          .jobs()
          .put(
              List.of(
                  Submission.withKeys(job(), List.of(BATCH.element(0)), "two")
                      .inBatch(new KeyedBatch(BATCH, "batch", 1))));
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE job_key SET path = '/ordert' WHERE value = 'k'",
        "UPDATE job_key SET fingerprint = 'onf' WHERE value = 'k'",
        "UPDATE job_key SET fingerprint = 'twp' WHERE value = 'b/0'",
        "UPDATE batch SET fingerprint = 'batci'"
      })
  void a_changed_key_or_batch_is_found(String change) throws Exception {
    PreviousSchemaFile.sql(folder, change);

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .extracting(Finding::error)
          .singleElement()
          .asString()
          .contains("does not match its checksum: its content was changed");
    }
  }

  @Test
  void keys_without_checksums_are_accepted() throws Exception {
    PreviousSchemaFile.sql(folder, "UPDATE job_key SET crc = NULL", "UPDATE batch SET crc = NULL");

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job job() {
    var id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
  }
}
