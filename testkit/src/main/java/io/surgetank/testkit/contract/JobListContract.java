package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lists: newest first, in pages that are stable while jobs arrive.
@Verifies(Promise.P2)
public interface JobListContract extends BackendContract {
  @Test
  default void the_newest_jobs_come_first() {
    BackendHarness backendHarness = harness();
    List<Job> jobs = backendHarness.put(5);

    List<JobRecord> page = backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 3));

    assertThat(page.stream().map(JobRecord::job))
        .containsExactly(jobs.get(4), jobs.get(3), jobs.get(2));
    assertThat(page.getFirst()).isEqualTo(backendHarness.record(jobs.get(4).id()));
  }

  @Test
  default void an_empty_pipeline_has_an_empty_list() {
    BackendHarness backendHarness = harness();
    backendHarness.put();

    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(TASKS), 10))).isEmpty();
  }

  @Test
  default void jobs_are_listed_by_each_status() {
    BackendHarness backendHarness = harness();
    Map<Status, Job> jobs = oneOfEach(backendHarness);

    for (Status status : Status.values())
      assertThat(
              backendHarness
                  .jobs()
                  .list(query(List.of(ORDERS), Set.of(status), Optional.empty(), 10)))
          .as("those that are " + status)
          .extracting(JobRecord::job)
          .containsExactly(java.util.Objects.requireNonNull(jobs.get(status)));
  }

  @Test
  default void several_statuses_are_one_list() {
    BackendHarness backendHarness = harness();
    Map<Status, Job> jobs = oneOfEach(backendHarness);
    Set<Status> ends = Set.of(Status.PROCESSED, Status.DEAD, Status.CANCELLED);

    List<JobRecord> page =
        backendHarness.jobs().list(query(List.of(ORDERS), ends, Optional.empty(), 10));

    List<JobId> expected =
        ends.stream()
            .map(status -> java.util.Objects.requireNonNull(jobs.get(status)).id())
            .sorted(java.util.Comparator.reverseOrder())
            .toList();
    assertThat(page).extracting(JobRecord::id).isEqualTo(expected);
  }

  @Test
  default void jobs_are_listed_from_a_time_on() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    backendHarness.pass(Duration.ofSeconds(1));
    Instant since = backendHarness.now();
    List<Job> later = List.of(backendHarness.put(), later(backendHarness));

    var query =
        new JobQuery(List.of(ORDERS), EnumSet.allOf(Status.class), since, Optional.empty(), 10);

    assertThat(backendHarness.jobs().list(query))
        .extracting(JobRecord::job)
        .containsExactly(later.get(1), later.get(0));
  }

  @Test
  default void a_list_may_start_at_any_time() {
    BackendHarness backendHarness = harness();
    Job first = backendHarness.put();
    Job second = backendHarness.put();

    for (String since : List.of("2109-05-15", "2109-05-16", "2200-01-01", "2300-01-01"))
      assertThat(
              backendHarness
                  .jobs()
                  .list(since(Instant.parse(since + "T08:00:00Z"), Optional.empty())))
          .as(since)
          .isEmpty();
    assertThat(backendHarness.jobs().list(since(Instant.MAX, Optional.empty()))).isEmpty();
    assertThat(backendHarness.jobs().list(since(Instant.MIN, Optional.empty()))).hasSize(2);
    // The page ends before it begins.
    assertThat(
            backendHarness
                .jobs()
                .list(since(backendHarness.now().plusSeconds(60), Optional.of(second.id()))))
        .isEmpty();
    assertThat(backendHarness.jobs().list(since(Instant.EPOCH, Optional.of(second.id()))))
        .extracting(JobRecord::job)
        .containsExactly(first);
  }

  private static JobQuery since(Instant since, Optional<JobId> before) {
    return new JobQuery(List.of(ORDERS), EnumSet.allOf(Status.class), since, before, 10);
  }

  @Test
  default void several_pipelines_are_one_list() {
    BackendHarness backendHarness = harness();
    Job first = backendHarness.put();
    Job second = backendHarness.put(backendHarness.job(TASKS, "{}"));
    Job third = backendHarness.put();

    List<JobRecord> page = backendHarness.jobs().list(JobQuery.newest(List.of(TASKS, ORDERS), 10));

    assertThat(page).extracting(JobRecord::job).containsExactly(third, second, first);
  }

  @Test
  default void pages_are_stable_while_jobs_arrive() {
    BackendHarness backendHarness = harness();
    List<Job> jobs = backendHarness.put(7);
    var seen = new ArrayList<Job>();

    Optional<JobId> before = Optional.empty();
    for (int page = 0; page < 10; page++) {
      List<JobRecord> records =
          backendHarness
              .jobs()
              .list(query(List.of(ORDERS), EnumSet.allOf(Status.class), before, 3));
      if (records.isEmpty()) break;
      records.forEach(record -> seen.add(record.job()));
      before = Optional.of(records.getLast().id());
      backendHarness.put(2);
    }

    assertThat(seen).isEqualTo(jobs.reversed());
  }

  private static Job later(BackendHarness backendHarness) {
    backendHarness.pass(Duration.ofSeconds(1));
    return backendHarness.put();
  }

  /// One job in each status; the pending one last, so that no lease takes it.
  private static Map<Status, Job> oneOfEach(BackendHarness backendHarness) {
    var jobs = new EnumMap<Status, Job>(Status.class);
    jobs.put(
        Status.RETRYING, backendHarness.settled(new Outcome.Retry(Duration.ofHours(1), "later")));
    jobs.put(Status.PROCESSED, backendHarness.processed());
    jobs.put(Status.DEAD, backendHarness.dead("no"));
    jobs.put(Status.CANCELLED, backendHarness.put());
    backendHarness.jobs().cancel(java.util.Objects.requireNonNull(jobs.get(Status.CANCELLED)).id());
    jobs.put(Status.PROCESSING, backendHarness.put());
    backendHarness.lease();
    jobs.put(Status.PENDING, backendHarness.put());
    return jobs;
  }

  private static JobQuery query(
      List<PipelineName> pipelines, Set<Status> statuses, Optional<JobId> before, int limit) {
    return new JobQuery(pipelines, statuses, Instant.EPOCH, before, limit);
  }
}
