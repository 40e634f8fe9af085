package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.store.JobQuery;
import io.surgetank.work.Outcome;
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

/// Lists: newest first, in pages that stand still while jobs arrive.
@Keeps(Promise.P2)
public interface JobListContract extends BackendContract {
  @Test
  default void the_newest_jobs_come_first() {
    Bench bench = bench();
    List<Job> jobs = bench.put(5);

    List<JobRecord> page = bench.jobs().list(JobQuery.newest(List.of(ORDERS), 3));

    assertThat(page.stream().map(JobRecord::job))
        .containsExactly(jobs.get(4), jobs.get(3), jobs.get(2));
    assertThat(page.getFirst()).isEqualTo(bench.record(jobs.get(4).id()));
  }

  @Test
  default void an_empty_pipeline_has_an_empty_list() {
    Bench bench = bench();
    bench.put();

    assertThat(bench.jobs().list(JobQuery.newest(List.of(TASKS), 10))).isEmpty();
  }

  @Test
  default void jobs_are_listed_by_each_status() {
    Bench bench = bench();
    Map<Status, Job> jobs = oneOfEach(bench);

    for (Status status : Status.values())
      assertThat(bench.jobs().list(query(List.of(ORDERS), Set.of(status), Optional.empty(), 10)))
          .as("those that are " + status)
          .extracting(JobRecord::job)
          .containsExactly(java.util.Objects.requireNonNull(jobs.get(status)));
  }

  @Test
  default void several_statuses_are_one_list() {
    Bench bench = bench();
    Map<Status, Job> jobs = oneOfEach(bench);
    Set<Status> ends = Set.of(Status.PROCESSED, Status.DEAD, Status.CANCELLED);

    List<JobRecord> page = bench.jobs().list(query(List.of(ORDERS), ends, Optional.empty(), 10));

    List<JobId> expected =
        ends.stream()
            .map(status -> java.util.Objects.requireNonNull(jobs.get(status)).id())
            .sorted(java.util.Comparator.reverseOrder())
            .toList();
    assertThat(page).extracting(JobRecord::id).isEqualTo(expected);
  }

  @Test
  default void jobs_are_listed_from_a_time_on() {
    Bench bench = bench();
    bench.put();
    bench.pass(Duration.ofSeconds(1));
    Instant since = bench.now();
    List<Job> later = List.of(bench.put(), later(bench));

    var query =
        new JobQuery(List.of(ORDERS), EnumSet.allOf(Status.class), since, Optional.empty(), 10);

    assertThat(bench.jobs().list(query))
        .extracting(JobRecord::job)
        .containsExactly(later.get(1), later.get(0));
  }

  @Test
  default void a_list_from_any_time_on_is_an_answer() {
    Bench bench = bench();
    Job first = bench.put();
    Job second = bench.put();

    for (String since : List.of("2109-05-15", "2109-05-16", "2200-01-01", "2300-01-01"))
      assertThat(bench.jobs().list(since(Instant.parse(since + "T08:00:00Z"), Optional.empty())))
          .as(since)
          .isEmpty();
    assertThat(bench.jobs().list(since(Instant.MAX, Optional.empty()))).isEmpty();
    assertThat(bench.jobs().list(since(Instant.MIN, Optional.empty()))).hasSize(2);
    // The page ends before it begins.
    assertThat(bench.jobs().list(since(bench.now().plusSeconds(60), Optional.of(second.id()))))
        .isEmpty();
    assertThat(bench.jobs().list(since(Instant.EPOCH, Optional.of(second.id()))))
        .extracting(JobRecord::job)
        .containsExactly(first);
  }

  private static JobQuery since(Instant since, Optional<JobId> before) {
    return new JobQuery(List.of(ORDERS), EnumSet.allOf(Status.class), since, before, 10);
  }

  @Test
  default void several_pipelines_are_one_list() {
    Bench bench = bench();
    Job first = bench.put();
    Job second = bench.put(bench.job(TASKS, "{}"));
    Job third = bench.put();

    List<JobRecord> page = bench.jobs().list(JobQuery.newest(List.of(TASKS, ORDERS), 10));

    assertThat(page).extracting(JobRecord::job).containsExactly(third, second, first);
  }

  @Test
  default void pages_stand_still_while_jobs_arrive() {
    Bench bench = bench();
    List<Job> jobs = bench.put(7);
    var seen = new ArrayList<Job>();

    Optional<JobId> before = Optional.empty();
    for (int page = 0; page < 10; page++) {
      List<JobRecord> records =
          bench.jobs().list(query(List.of(ORDERS), EnumSet.allOf(Status.class), before, 3));
      if (records.isEmpty()) break;
      records.forEach(record -> seen.add(record.job()));
      before = Optional.of(records.getLast().id());
      bench.put(2);
    }

    assertThat(seen).isEqualTo(jobs.reversed());
  }

  private static Job later(Bench bench) {
    bench.pass(Duration.ofSeconds(1));
    return bench.put();
  }

  /// One job in each status; the pending one last, so that no lease takes it.
  private static Map<Status, Job> oneOfEach(Bench bench) {
    var jobs = new EnumMap<Status, Job>(Status.class);
    jobs.put(Status.RETRYING, bench.worked(new Outcome.Retry(Duration.ofHours(1), "later")));
    jobs.put(Status.PROCESSED, bench.processed());
    jobs.put(Status.DEAD, bench.dead("no"));
    jobs.put(Status.CANCELLED, bench.put());
    bench.jobs().cancel(java.util.Objects.requireNonNull(jobs.get(Status.CANCELLED)).id());
    jobs.put(Status.PROCESSING, bench.put());
    bench.lease();
    jobs.put(Status.PENDING, bench.put());
    return jobs;
  }

  private static JobQuery query(
      List<PipelineName> pipelines, Set<Status> statuses, Optional<JobId> before, int limit) {
    return new JobQuery(pipelines, statuses, Instant.EPOCH, before, limit);
  }
}
