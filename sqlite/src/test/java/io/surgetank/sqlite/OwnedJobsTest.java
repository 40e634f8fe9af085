package io.surgetank.sqlite;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Owners in the commit log and in the tables.
class OwnedJobsTest {
  private static final Owner ACME = Owner.ofTenant(new Tenant("acme"));

  @TempDir private Path temp;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(7));

  private Path folder() {
    return temp.resolve("data");
  }

  private OpenEngine open(Path folder) {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job put(OpenEngine engine, Owner owner) {
    var id = ids.next();
    var job = new Job(id, ORDERS, "{}", Trace.of(id), owner);
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job))))
        .containsExactly(new PutResult.Stored(job));
    return job;
  }

  @Test
  void a_kill_before_the_flush_keeps_the_owner() throws Exception {
    Path killed = temp.resolve("killed");
    Job owned;
    Job other;
    try (var engine = OpenEngine.unflushed(folder(), SamplePipelines.PIPELINES, clock)) {
      owned = put(engine, ACME);
      other = put(engine, Owner.NONE);
      CopiedStore.copyByAnotherProcess(folder(), killed);
      Files.delete(killed.resolve("surgetank.db-shm"));
    }

    try (var engine = open(killed)) {
      assertThat(engine.jobs().find(owned.id()).map(JobRecord::job)).contains(owned);
      assertThat(engine.jobs().find(other.id()).map(JobRecord::job)).contains(other);
      assertThat(engine.jobs().list(JobQuery.newest(List.of(ORDERS), 10).of(ACME)))
          .extracting(JobRecord::job)
          .containsExactly(owned);
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  /// Else damage could show a job to another tenant.
  @Test
  void a_changed_owner_is_damage() throws Exception {
    Job owned;
    Job none;
    try (var engine = open(folder())) {
      owned = put(engine, ACME);
      none = put(engine, Owner.NONE);
    }
    PreviousSchemaFile.sql(folder(), "UPDATE job SET owner = 'tenant:other'");

    try (var engine = open(folder())) {
      for (Job job : List.of(owned, none))
        assertThatThrownBy(() -> engine.jobs().find(job.id()))
            .isInstanceOf(DamagedRecordException.class);
      assertThat(engine.ledger().verify().findings()).hasSize(2);
    }
  }

  @Test
  void a_moved_job_keeps_its_owner() {
    try (var engine = open(folder())) {
      Job job = put(engine, ACME);
      var entry =
          new OperatorAction(
              clock.instant(), "a", OperatorAction.Type.MOVE, DeadLetterFilter.EVERYTHING, 0);
      var move = new Move(job.id(), ORDERS, TASKS, Optional.empty());

      assertThat(engine.jobs().move(List.of(move), entry)).containsExactly(MoveResult.MOVED);

      assertThat(engine.jobs().find(job.id()).orElseThrow().job())
          .isEqualTo(new Job(job.id(), TASKS, job.payload(), job.trace(), ACME));
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  /// The cost of a list must not depend on the number of other owners' jobs, and jobs without an
  /// owner must not cost an entry of the index.
  @Test
  void lists_of_an_owner_use_an_index_that_has_only_owned_jobs() throws Exception {
    try (var engine = open(folder())) {
      put(engine, ACME);
      put(engine, Owner.NONE);
    }
    String url = "jdbc:sqlite:" + folder().resolve("surgetank.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      var plan = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "EXPLAIN QUERY PLAN " + JobPageReader.ofOwner(JobPageReader.ENDED))) {
        while (rows.next()) plan.add(rows.getString("detail"));
      }
      assertThat(plan.getFirst()).contains("USING INDEX job_owner").contains("rowid>? AND rowid<?");
      assertThat(String.join("; ", plan)).doesNotContain("TEMP B-TREE");
    }
  }
}
