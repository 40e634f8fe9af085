package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The owner of a job is kept with it, and lists can be limited to it.
@Verifies(Promise.P6)
public interface OwnerContract extends BackendContract {
  Owner ACME = Owner.ofTenant(new Tenant("acme"));
  Owner KEY = Owner.ofKey("3k9x0c2m7v1b");

  @Test
  default void a_job_has_its_owner_in_every_state() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put(owned(backendHarness, ACME));
    assertThat(owner(backendHarness, job)).isEqualTo(ACME);

    var delivery = backendHarness.lease();
    assertThat(delivery.job().owner()).isEqualTo(ACME);
    assertThat(owner(backendHarness, job)).isEqualTo(ACME);
    backendHarness.settle(delivery, new Outcome.Retry(Duration.ofSeconds(1), "later"));
    assertThat(owner(backendHarness, job)).isEqualTo(ACME);
    backendHarness.pass(Duration.ofSeconds(2));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    JobRecord record = backendHarness.record(job.id());
    assertThat(record.status()).isEqualTo(Status.PROCESSED);
    assertThat(record.job()).isEqualTo(job);
  }

  @Test
  default void a_job_with_keys_has_its_owner() {
    BackendHarness backendHarness = harness();
    Job job = owned(backendHarness, KEY);
    var clientId = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    var header = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");

    backendHarness.put(Submission.withKeys(job, List.of(clientId, header), "one"));

    assertThat(backendHarness.jobs().findByKey(clientId).orElseThrow().job()).isEqualTo(job);
  }

  @Test
  default void a_list_of_an_owner_has_only_its_jobs_page_by_page() {
    BackendHarness backendHarness = harness();
    var mine = new ArrayList<Job>();
    for (int i = 0; i < 5; i++) {
      mine.add(backendHarness.put(owned(backendHarness, ACME)));
      backendHarness.put(owned(backendHarness, KEY));
      backendHarness.put();
    }

    assertThat(pages(backendHarness, ACME)).isEqualTo(mine.reversed());
    assertThat(pages(backendHarness, KEY)).hasSize(5);
    assertThat(pages(backendHarness, Owner.ofKey("0"))).isEmpty();
    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 100))).hasSize(15);
  }

  @Test
  default void a_list_of_an_owner_may_be_of_one_status() {
    BackendHarness backendHarness = harness();
    Job cancelled = backendHarness.put(owned(backendHarness, ACME));
    backendHarness.jobs().cancel(cancelled.id());
    backendHarness.jobs().cancel(backendHarness.put(owned(backendHarness, KEY)).id());
    Job pending = backendHarness.put(owned(backendHarness, ACME));

    assertThat(list(backendHarness, Status.CANCELLED)).containsExactly(cancelled);
    assertThat(list(backendHarness, Status.PENDING)).containsExactly(pending);
    assertThat(list(backendHarness, Status.PROCESSING)).isEmpty();
    backendHarness.lease();
    assertThat(list(backendHarness, Status.PROCESSING)).containsExactly(pending);
  }

  private static List<Job> list(BackendHarness backendHarness, Status status) {
    var query =
        new JobQuery(List.of(ORDERS), Set.of(status), Instant.EPOCH, Optional.empty(), 10).of(ACME);
    return backendHarness.jobs().list(query).stream().map(JobRecord::job).toList();
  }

  private static List<Job> pages(BackendHarness backendHarness, Owner owner) {
    var jobs = new ArrayList<Job>();
    JobQuery query = JobQuery.newest(List.of(ORDERS), 2).of(owner);
    List<JobRecord> page = backendHarness.jobs().list(query);
    while (!page.isEmpty()) {
      page.forEach(record -> jobs.add(record.job()));
      page = backendHarness.jobs().list(query.before(page.getLast().id()));
    }
    return jobs;
  }

  private static Job owned(BackendHarness backendHarness, Owner owner) {
    Job job = backendHarness.job();
    return new Job(job.id(), job.pipeline(), job.payload(), job.trace(), owner);
  }

  private static Owner owner(BackendHarness backendHarness, Job job) {
    return backendHarness.record(job.id()).job().owner();
  }
}
