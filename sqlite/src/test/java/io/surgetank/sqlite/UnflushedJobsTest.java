package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that are only in the commit log and the memtable, in a running engine and after its kill.
@Timeout(60)
class UnflushedJobsTest {
  private static final PipelineName ORDERS = SamplePipelines.ORDERS;
  private static final Outcome DONE = new Outcome.Processed("{\"ok\":true}");

  @TempDir private Path temp;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  private int copies;

  private OpenEngine unflushed(Path folder) {
    return OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock);
  }

  private OpenEngine unflushed() {
    return unflushed(temp.resolve("data"));
  }

  /// The folder as after a kill of the process at this moment.
  private Path killed(OpenEngine engine) throws Exception {
    Path killed = temp.resolve("killed" + copies++);
    CopiedStore.copyByAnotherProcess(engine.folder, killed);
    Files.delete(killed.resolve("surgetank.db-shm"));
    return killed;
  }

  private Submission submission(PipelineName pipeline, String payload) {
    var id = ids.next();
    return Submission.withoutKeys(new Job(id, pipeline, payload, Trace.of(id)));
  }

  private Job put(OpenEngine engine, PipelineName pipeline, String payload) {
    Submission submission = submission(pipeline, payload);
    assertThat(engine.jobs().put(List.of(submission)))
        .containsExactly(new PutResult.Stored(submission.job()));
    return submission.job();
  }

  private Job put(OpenEngine engine) {
    return put(engine, ORDERS, "{}");
  }

  private static Delivery lease(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(ORDERS, 1, Duration.ZERO).getFirst();
  }

  private static void settle(OpenEngine engine, Outcome outcome) throws InterruptedException {
    assertThat(engine.queue().settle(lease(engine).receipt(), outcome))
        .isEqualTo(SettleResult.SETTLED);
  }

  private static JobRecord find(OpenEngine engine, Job job) {
    return engine.jobs().find(job.id()).orElseThrow();
  }

  private static void flush(OpenEngine engine) {
    engine.engine.parts().writer().flush();
  }

  private static void verify(OpenEngine engine) {
    assertThat(engine.ledger().verify().findings()).isEmpty();
  }

  @Test
  void a_kill_after_any_change_loses_nothing() throws Exception {
    var folders = new ArrayList<Path>();
    Job first;
    Job second;
    try (var engine = unflushed()) {
      first = put(engine);
      folders.add(killed(engine));
      second = put(engine, SamplePipelines.TASKS, "\"" + "x".repeat(2_000_000) + "\"");
      folders.add(killed(engine));
      Delivery delivery = lease(engine);
      folders.add(killed(engine));
      assertThat(engine.queue().settle(delivery.receipt(), DONE)).isEqualTo(SettleResult.SETTLED);
      folders.add(killed(engine));
      assertThat(find(engine, first).status()).isEqualTo(Status.PROCESSED);
    }
    var expected = List.of(Status.PENDING, Status.PENDING, Status.RETRYING, Status.PROCESSED);
    for (int i = 0; i < folders.size(); i++)
      try (var engine = new OpenEngine(folders.get(i), SamplePipelines.PIPELINES, clock)) {
        assertThat(find(engine, first).status()).as("kill %d", i).isEqualTo(expected.get(i));
        assertThat(engine.jobs().find(second.id()).map(JobRecord::job).equals(Optional.of(second)))
            .isEqualTo(i > 0);
        verify(engine);
      }
  }

  @Test
  void counters_and_records_after_a_kill_are_those_before_also_twice_in_a_row() throws Exception {
    try (var engine = unflushed()) {
      for (int i = 0; i < 5; i++) put(engine);
      for (int i = 0; i < 3; i++) settle(engine, DONE);
      var counters = engine.ledger().counters();
      Path killed = killed(engine);
      List<JobRecord> records = engine.jobs().list(JobQuery.newest(List.of(ORDERS), 10));
      try (var second = unflushed(killed)) {
        assertThat(second.ledger().counters()).isEqualTo(counters);
        Job between = put(second);
        Path again = killed(second);
        try (var third = unflushed(again)) {
          assertThat(third.ledger().counters()).isEqualTo(second.ledger().counters());
          assertThat(third.jobs().list(JobQuery.newest(List.of(ORDERS), 10)))
              .hasSize(6)
              .containsAll(records)
              .extracting(JobRecord::job)
              .contains(between);
          verify(third);
        }
      }
    }
  }

  @Test
  void a_list_shows_what_was_put_just_before() throws Exception {
    try (var engine = unflushed()) {
      Job job = put(engine);
      assertThat(engine.jobs().list(JobQuery.newest(List.of(ORDERS), 10)))
          .extracting(JobRecord::job)
          .contains(job);
      settle(engine, DONE);
      JobRecord shown = find(engine, job);
      assertThat(engine.jobs().list(JobQuery.newest(List.of(ORDERS), 10))).containsExactly(shown);
    }
  }

  @Test
  void a_repeated_submission_is_found_in_the_memtable_the_tables_and_after_a_kill()
      throws Exception {
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "k");
    var original = submission(ORDERS, "{}").job();
    try (var engine = unflushed()) {
      var _ = engine.jobs().put(List.of(Submission.withKeys(original, List.of(key), "a")));
      repeat(engine, original, key);
      flush(engine);
      repeat(engine, original, key);
    }
    try (var engine = unflushed(temp.resolve("other"))) {
      var _ = engine.jobs().put(List.of(Submission.withKeys(original, List.of(key), "a")));
      try (var after = unflushed(killed(engine))) {
        repeat(after, original, key);
        assertThat(after.jobs().named(List.of(key))).containsEntry(key, original.id());
      }
    }
  }

  private void repeat(OpenEngine engine, Job original, JobKey key) {
    var other = Submission.withKeys(submission(ORDERS, "1").job(), List.of(key), "b");
    assertThat(engine.jobs().put(List.of(other))).containsExactly(new PutResult.KeyTaken(key));
    var same = Submission.withKeys(submission(ORDERS, "{}").job(), List.of(key), "a");
    assertThat(engine.jobs().put(List.of(same)))
        .singleElement()
        .isInstanceOfSatisfying(
            PutResult.Existing.class,
            existing -> assertThat(existing.record().job()).isEqualTo(original));
    verify(engine);
  }

  @Test
  void an_unflushed_job_can_be_cancelled_retried_and_redriven() throws Exception {
    try (var engine = unflushed()) {
      Job cancelled = put(engine);
      assertThat(engine.jobs().cancel(cancelled.id())).isInstanceOf(CancelResult.Cancelled.class);
      assertThat(find(engine, cancelled).status()).isEqualTo(Status.CANCELLED);

      Job retried = put(engine);
      settle(engine, new Outcome.Retry(Duration.ofSeconds(1), "failed"));
      assertThat(find(engine, retried).status()).isEqualTo(Status.RETRYING);
      clock.pass(Duration.ofSeconds(2));
      settle(engine, new Outcome.Dead("failed", ""));
      assertThat(find(engine, retried).status()).isEqualTo(Status.DEAD);
      var _ = engine.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
      settle(engine, DONE);
      assertThat(find(engine, retried).attempts()).hasSize(3);

      Job running = put(engine);
      Delivery delivery = lease(engine);
      assertThat(engine.jobs().cancel(running.id())).isInstanceOf(CancelResult.TooLate.class);
      assertThat(engine.queue().release(delivery.receipt())).isEqualTo(SettleResult.SETTLED);
      assertThat(find(engine, running).status()).isEqualTo(Status.PENDING);
      settle(engine, DONE);
      verify(engine);
      try (var after = unflushed(killed(engine))) {
        assertThat(find(after, running).status()).isEqualTo(Status.PROCESSED);
        verify(after);
      }
    }
  }

  @Test
  void an_unflushed_job_expires() throws Exception {
    try (var engine = unflushed()) {
      Job job = put(engine);
      settle(engine, DONE);
      clock.pass(SamplePipelines.RECORDS.plusDays(1));
      Job later = put(engine);
      engine.catchUp();
      assertThat(engine.jobs().find(job.id())).isEmpty();
      assertThat(find(engine, later).status()).isEqualTo(Status.PENDING);
      verify(engine);
    }
  }

  @Test
  void the_lease_of_an_unflushed_job_expires() throws Exception {
    try (var engine = unflushed()) {
      Job job = put(engine);
      Delivery delivery = lease(engine);
      clock.pass(SamplePipelines.LEASE.plusSeconds(1));
      engine.catchUp();
      assertThat(find(engine, job).status()).isEqualTo(Status.RETRYING);
      assertThat(engine.queue().settle(delivery.receipt(), DONE)).isEqualTo(SettleResult.STALE);
      verify(engine);
    }
  }

  @Test
  void ordered_jobs_among_others_keep_their_order() throws Exception {
    OrderingKey account = OrderingKey.of("a");
    try (var engine = OpenEngine.unflushed(temp.resolve("data"), SamplePipelines.ORDERED, clock)) {
      Job plain = put(engine);
      Submission first = submission(ORDERS, "1").withOrderingKey(account);
      Submission second = submission(ORDERS, "2").withOrderingKey(account);
      var _ = engine.jobs().put(List.of(first));
      Job last = put(engine);
      var _ = engine.jobs().put(List.of(second));

      List<Delivery> leased = engine.queue().lease(ORDERS, 10, Duration.ZERO);
      assertThat(leased).extracting(Delivery::job).containsExactly(plain, first.job(), last);
      for (Delivery delivery : leased)
        assertThat(engine.queue().settle(delivery.receipt(), DONE)).isEqualTo(SettleResult.SETTLED);
      assertThat(lease(engine).job()).isEqualTo(second.job());
      verify(engine);
    }
  }
}
