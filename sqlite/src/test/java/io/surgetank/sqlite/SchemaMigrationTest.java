package io.surgetank.sqlite;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobKey.Kind;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationTest {
  private static final JobKey HEADER = new JobKey("/orders", Kind.IDEMPOTENCY_KEY, "7");
  private static final JobKey OWN = new JobKey("/orders", Kind.CLIENT_ID, "7");
  private static final JobKey OF_TASKS = new JobKey("/tasks", Kind.IDEMPOTENCY_KEY, "7");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void keys_of_a_file_of_version_2_belong_to_the_paths_of_their_pipelines() throws Exception {
    Submission order = keyed(ORDERS, "one", HEADER, OWN);
    Submission task = keyed(TASKS, "two", OF_TASKS);
    try (var engine = open()) {
      var _ = engine.jobs().put(List.of(order, task));
    }
    PreviousSchemaFile.keysOfPipelines(folder);

    try (var engine = open()) {
      assertThat(engine.jobs().findByKey(HEADER).orElseThrow().job()).isEqualTo(order.job());
      assertThat(engine.jobs().findByKey(OWN).orElseThrow().job()).isEqualTo(order.job());
      assertThat(engine.jobs().findByKey(OF_TASKS).orElseThrow().job()).isEqualTo(task.job());
      assertThat(engine.jobs().put(List.of(keyed(ORDERS, "other", HEADER))))
          .containsExactly(new PutResult.KeyTaken(HEADER));
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  @Test
  void jobs_of_a_file_of_version_8_have_no_owner_and_new_ones_have() throws Exception {
    Submission old = Submission.withoutKeys(owned(Owner.NONE));
    try (var engine = open()) {
      var _ = engine.jobs().put(List.of(old));
    }
    PreviousSchemaFile.withoutOwners(folder);
    var acme = Owner.ofTenant(new Tenant("acme"));
    Submission later = Submission.withoutKeys(owned(acme));

    try (var engine = open()) {
      assertThat(engine.jobs().put(List.of(later)))
          .containsExactly(new PutResult.Stored(later.job()));
      assertThat(engine.jobs().find(old.job().id()).orElseThrow().job()).isEqualTo(old.job());
      assertThat(engine.jobs().list(JobQuery.newest(List.of(ORDERS), 10).of(acme)))
          .extracting(JobRecord::job)
          .containsExactly(later.job());
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  private Job owned(Owner owner) {
    var id = ids.next();
    return new Job(id, ORDERS, "{}", Trace.of(id), owner);
  }

  @Test
  void the_audit_log_of_a_file_of_version_2_is_kept() throws Exception {
    var entry =
        new OperatorAction(
            clock.instant(), "anna", OperatorAction.Type.CANCEL, DeadLetterFilter.EVERYTHING, 7);
    try (var engine = open()) {
      engine.deadLetters().record(entry);
    }
    PreviousSchemaFile.keysOfPipelines(folder);

    try (var engine = open()) {
      assertThat(engine.deadLetters().operatorActions(10)).containsExactly(entry);
    }
  }

  /// A store counts under the names of its file.
  @Test
  void the_names_of_counters_in_files_do_not_change() {
    assertThat(Counter.values())
        .extracting(counter -> counter.label)
        .containsExactly(
            "received",
            "accepted",
            "replayed",
            "started",
            "retried",
            "processed",
            "died",
            "redriven",
            "cancelled",
            "unfinished",
            "moved_in",
            "moved_out",
            "removed_processed",
            "removed_dead",
            "removed_cancelled",
            "seq_low",
            "seq_high",
            "salt_low",
            "salt_high",
            "last",
            "rejected_invalid",
            "rejected_too_large",
            "rejected_media_type",
            "rejected_key",
            "rejected_key_taken",
            "rejected_rate",
            "rejected_unavailable");
  }

  private Submission keyed(PipelineName pipeline, String fingerprint, JobKey... keys) {
    var id = ids.next();
    var job = new Job(id, pipeline, "{}", Trace.of(id));
    return Submission.withKeys(job, List.of(keys), fingerprint);
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }
}
