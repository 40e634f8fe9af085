package io.surgetank.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerHistoryTest {
  private static final JobId ID = JobId.of(1, 1);
  private static final Job JOB = new Job(ID, SimulatedPipelines.MAILS, "{}", Trace.of(ID));
  private static final Attempt FIRST = new Attempt(0, 1, Instant.EPOCH);
  private static final Attempt SECOND = new Attempt(0, 2, Instant.EPOCH);

  private final LedgerHistory history = new LedgerHistory();

  @Test
  void a_ledger_with_the_counts_of_the_events_is_correct() {
    history.observe(new Event.Accepted(JOB));
    history.observe(new Event.Started(JOB, FIRST));
    history.observe(new Event.Abandoned(JOB, FIRST, "the lease ran out"));
    history.observe(new Event.Started(JOB, SECOND));
    history.observe(new Event.Abandoned(JOB, SECOND, "the lease ran out"));
    history.observe(new Event.DeadLettered(JOB, SECOND, "the lease ran out"));

    assertThat(violation(counters(1, 2, 1, Map.of()))).isEmpty();
  }

  @Test
  void a_started_attempt_that_the_ledger_lacks_is_found() {
    history.observe(new Event.Accepted(JOB));
    history.observe(new Event.Started(JOB, FIRST));
    history.observe(new Event.Abandoned(JOB, FIRST, "the lease ran out"));

    assertThat(violation(counters(1, 0, 1, Map.of())).orElseThrow())
        .isEqualTo("the ledger of mails has STARTED 0, but 1 events");
  }

  @Test
  void rejections_may_be_lost_but_not_invented() {
    history.observe(new Event.Rejected(SimulatedPipelines.MAILS, Rejection.RATE, 2));

    assertThat(violation(counters(0, 0, 0, Map.of(Rejection.RATE, 1L)))).isEmpty();
    assertThat(violation(counters(0, 0, 0, Map.of(Rejection.RATE, 3L))).orElseThrow())
        .contains("has 3 rejections RATE, but 2 events");
  }

  private Optional<String> violation(PipelineCounters counters) {
    var violations = new Violations();
    history.check(Map.of(SimulatedPipelines.MAILS, counters), violations);
    return violations.first();
  }

  private static PipelineCounters counters(
      long accepted, long started, long retried, Map<Rejection, Long> rejected) {
    long dead = started == 2 ? 1 : 0;
    return new PipelineCounters(
        accepted, accepted, 0, rejected, started, retried, 0, dead, 0, 0, 0, 0, 0, 0);
  }
}
