package io.surgetank.sqlite;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of a pipeline that is no longer configured, moved to another one.
class MovedJobsTest {
  private static final Pipelines ONLY_TASKS =
      new Pipelines(List.of(SamplePipelines.PIPELINES.named(TASKS).orElseThrow()));

  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  private final Path folder;

  MovedJobsTest(@TempDir Path temp) {
    folder = temp.resolve("data");
  }

  private OpenEngine open(Pipelines pipelines) {
    return new OpenEngine(folder, pipelines, clock);
  }

  private Job put(OpenEngine engine, String payload) {
    var id = ids.next();
    var job = new Job(id, ORDERS, payload, Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }

  private List<MoveResult> move(OpenEngine engine, Job... jobs) {
    List<Move> moves =
        Arrays.stream(jobs)
            .map(job -> new Move(job.id(), ORDERS, TASKS, Optional.empty()))
            .toList();
    var entry =
        new OperatorAction(
            clock.instant(),
            "anna",
            OperatorAction.Type.MOVE,
            DeadLetterFilter.EVERYTHING,
            moves.size());
    return engine.jobs().move(moves, entry);
  }

  private static List<Delivery> lease(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(TASKS, 10, Duration.ZERO);
  }

  private void sql(String statement) throws Exception {
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var run = database.createStatement()) {
      run.execute(statement);
    }
  }

  @Test
  void moved_jobs_are_processed_also_after_a_crash() throws Exception {
    Job dead;
    Job waiting;
    try (var engine = open(SamplePipelines.PIPELINES)) {
      dead = put(engine, "{\"n\":1}");
      var delivery = engine.queue().lease(ORDERS, 1, Duration.ZERO).getFirst();
      var _ = engine.queue().settle(delivery.receipt(), new Outcome.Dead("no"));
      waiting = put(engine, "{\"n\":2}");
    }

    try (var engine = open(ONLY_TASKS)) {
      engine.deadLetters().redrive(new DeadLetterFilter(List.of(), List.of(ORDERS), ""), "anna");
      assertThat(move(engine, dead, waiting)).containsOnly(MoveResult.MOVED);
      try (var after = engine.diedAndReopened()) {
        assertThat(lease(after))
            .extracting(delivery -> delivery.job().id())
            .containsExactly(dead.id(), waiting.id());
        assertThat(after.ledger().verify().findings()).isEmpty();
        assertThat(after.ledger().counters().get(TASKS))
            .satisfies(pipelineCounters -> assertThat(pipelineCounters.movedIn()).isEqualTo(2));
      }
    }
  }

  @Test
  void verification_names_a_moved_record_that_is_missing() throws Exception {
    Job lost;
    try (var engine = open(SamplePipelines.PIPELINES)) {
      put(engine, "{\"n\":1}");
      lost = put(engine, "{\"n\":2}");
      move(engine, lost);
    }
    sql("DELETE FROM job WHERE seq = " + lost.id().sequence());

    try (var engine = open(SamplePipelines.PIPELINES)) {
      assertThat(engine.ledger().verify().findings())
          .contains(new Finding(TASKS, lost.id().toString(), "was accepted; its record is missing"))
          .allMatch(finding -> finding.pipeline().equals(TASKS));
    }
  }

  /// A move computes a new checksum, which must not hide damage.
  @Test
  void a_damaged_record_is_not_moved() throws Exception {
    Job damaged;
    try (var engine = open(SamplePipelines.PIPELINES)) {
      damaged = put(engine, "{\"n\":1}");
    }
    sql("UPDATE job SET payload = '{\"n\":7}'");

    try (var engine = open(SamplePipelines.PIPELINES)) {
      assertThat(move(engine, damaged)).containsExactly(MoveResult.NOT_WAITING);
      assertThat(engine.ledger().verify().findings())
          .containsExactly(
              new Finding(
                  ORDERS,
                  damaged.id().toString(),
                  "does not match its checksum: its content was changed"));
    }
  }
}
