package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemtableTest {
  private static final JobKey KEY = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");

  private final JobIds ids = new JobIds(new TestClock(), new Random(42));
  private final Memtable memtable = new Memtable();

  private Job job(String payload) {
    JobId id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id));
  }

  private Job accept(String payload) {
    Job job = job(payload);
    memtable.accept(1, Submission.withoutKeys(job));
    return job;
  }

  @Test
  void the_changes_of_a_job_are_one_change() {
    assertThat(memtable.isEmpty()).isTrue();
    Job job = accept("{}");
    long sequence = job.id().sequence();
    memtable.start(sequence, 5);
    memtable.process(sequence, new Memtable.Completion(5, 6, "{}"));

    assertThat(memtable.isEmpty()).isFalse();
    assertThat(memtable.hasAccepted(sequence)).isTrue();
    assertThat(memtable.salt(sequence)).contains(job.id().salt());
    assertThat(memtable.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.sequence).isEqualTo(sequence);
          assertThat(change.accepted).isNotNull();
          assertThat(change.startedAt).isEqualTo(5);
          assertThat(change.processed).isEqualTo(new Memtable.Completion(5, 6, "{}"));
        });
  }

  @Test
  void a_job_whose_row_is_in_the_table_is_not_accepted_here() {
    memtable.start(42, 5);
    assertThat(memtable.hasAccepted(42)).isFalse();
    assertThat(memtable.salt(42)).isEmpty();
    assertThat(memtable.isEmpty()).isFalse();
  }

  @Test
  void keys_are_found_by_path_kind_and_value() {
    Job job = job("{}");
    memtable.accept(1, Submission.withKeys(job, List.of(KEY), "fingerprint"));
    assertThat(memtable.key(KEY)).contains(new KnownKey("fingerprint", job.id().sequence()));
    assertThat(memtable.key(new JobKey("/tasks", KEY.kind(), KEY.value()))).isEmpty();
    assertThat(memtable.key(new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7"))).isEmpty();
    assertThat(memtable.key(new JobKey("/orders", KEY.kind(), "8"))).isEmpty();
  }

  @Test
  void only_a_shown_record_with_the_same_id_is_found() {
    Job job = accept("{}");
    assertThat(memtable.find(job.id())).isEmpty();
    var record = new JobRecord(job, new State.Pending(), List.of(), 0);
    memtable.show(record);
    assertThat(memtable.find(job.id())).contains(record);
    assertThat(memtable.find(JobId.of(job.id().sequence(), job.id().salt() ^ 1))).isEmpty();
  }

  @Test
  void it_is_full_by_the_number_of_jobs() {
    for (int i = 0; i < 1_023; i++) accept("{}");
    assertThat(memtable.isFull()).isFalse();
    accept("{}");
    assertThat(memtable.isFull()).isTrue();
  }

  @Test
  void it_is_full_by_the_characters_of_payloads_and_results() {
    String half = "x".repeat(4 * 1024 * 1024);
    Job job = accept(half);
    assertThat(memtable.isFull()).isFalse();
    memtable.process(job.id().sequence(), new Memtable.Completion(5, 6, half));
    assertThat(memtable.isFull()).isTrue();
  }
}
