package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backlog that is leased while changes are only in the commit log.
@Timeout(60)
class UnflushedBacklogTest {
  private static final PipelineName ORDERS = SamplePipelines.ORDERS;
  private static final Outcome DONE = new Outcome.Processed("{\"ok\":true}");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  private OpenEngine unflushed() {
    return OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job job(String payload) {
    var id = ids.next();
    return new Job(id, ORDERS, payload, Trace.of(id));
  }

  private Job put(OpenEngine engine) {
    return put(engine, job("{}"));
  }

  private static Job put(OpenEngine engine, Job job) {
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job))))
        .containsExactly(new PutResult.Stored(job));
    return job;
  }

  private static Delivery lease(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(ORDERS, 1, Duration.ZERO).getFirst();
  }

  private static void settle(OpenEngine engine) throws InterruptedException {
    assertThat(engine.queue().settle(lease(engine).receipt(), DONE))
        .isEqualTo(SettleResult.SETTLED);
  }

  private static void flush(OpenEngine engine) {
    engine.engine.parts().writer().flush();
  }

  /// More jobs than are kept in memory, some of which are in the tables: those are read while the
  /// attempts of others are only in the log.
  @Test
  void a_backlog_is_leased_in_order_and_once_while_changes_are_only_in_the_log() throws Exception {
    var jobs = new ArrayList<Job>();
    try (var engine = unflushed()) {
      for (int i = 0; i < 600; i++) jobs.add(put(engine));
      for (int i = 0; i < 10; i++) settle(engine);
      flush(engine);
      for (int i = 0; i < 600; i++) jobs.add(put(engine));
      var leased = new ArrayList<Job>();
      for (int i = 10; i < jobs.size(); i++) {
        Delivery delivery = lease(engine);
        leased.add(delivery.job());
        if (i % 3 != 0) assertThat(engine.queue().settle(delivery.receipt(), DONE)).isNotNull();
        if (i == 700) clock.pass(Duration.ofMillis(1));
      }
      assertThat(leased).isEqualTo(jobs.subList(10, jobs.size()));
      assertThat(engine.queue().lease(ORDERS, 1, Duration.ZERO)).isEmpty();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  /// A damaged record becomes a dead letter, which needs the tables.
  @Test
  void a_damaged_record_of_a_backlog_is_not_processed() throws Exception {
    var jobs = new ArrayList<Job>();
    try (var engine = unflushed()) {
      for (int i = 0; i < 600; i++) jobs.add(put(engine));
      flush(engine);
      try (var other = DatabaseConnection.forWriting(engine.folder.resolve("surgetank.db"))) {
        assertThat(
                other
                    .query("UPDATE job SET payload = '1' WHERE seq = ?")
                    .update(jobs.get(550).id().sequence()))
            .isEqualTo(1);
      }
      for (int i = 0; i < 599; i++) settle(engine);
      assertThat(engine.events()).filteredOn(Event.DeadLettered.class::isInstance).hasSize(1);
      assertThat(engine.jobs().find(jobs.getLast().id()).orElseThrow().status())
          .isEqualTo(Status.PROCESSED);
    }
  }

  /// Such as one of a batch whose validation took long.
  @Test
  void a_job_that_is_accepted_after_later_ones_does_not_wait_for_the_end_of_the_backlog()
      throws Exception {
    Job early = job("{}");
    var threads = new ManualTimeThreads();
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock, threads)) {
      for (int i = 0; i < 2_500; i++) put(engine);
      for (int i = 0; i < 600; i++) settle(engine);
      put(engine, early);
      for (int i = 0; i < 600; i++) settle(engine);
      flushInBackground(engine, threads, early);

      var leased = new ArrayList<Job>();
      while (!leased.contains(early)) leased.add(lease(engine).job());
      assertThat(leased.size()).isLessThan(600);
    }
  }

  /// Unlike [#flush], without a transaction of the writer.
  private void flushInBackground(OpenEngine engine, ManualTimeThreads threads, Job job) {
    threads.pass(Duration.ofSeconds(1));
    while (engine.engine.parts().changes().find(job.id()).isPresent()) put(engine);
  }

  /// The memory of the process limits how many payloads are read, not their number: the record
  /// after those that fit is not read, so its damage is not noticed yet.
  @Test
  void large_payloads_are_read_only_as_far_as_there_is_room() throws Exception {
    String large = "\"" + "x".repeat(1_000_000) + "\"";
    var jobs = new ArrayList<Job>();
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      for (int i = 0; i < 10; i++) jobs.add(put(engine, job(large)));
    }
    try (var database = DatabaseConnection.forWriting(folder.resolve("surgetank.db"))) {
      assertThat(
              database
                  .query("UPDATE job SET payload = '1' WHERE seq = ?")
                  .update(jobs.getLast().id().sequence()))
          .isEqualTo(1);
    }
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      assertThat(lease(engine).job()).isEqualTo(jobs.getFirst());
      assertThat(engine.engine.conditions()).doesNotContainKey(StoreCondition.DAMAGED_RECORDS);
    }
  }
}
