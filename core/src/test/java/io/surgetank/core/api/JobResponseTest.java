package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Trace;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JobResponseTest {
  private static final JobId ID = JobId.of(3764888270784167936L, 7);
  private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
  private static final FinishedAttempt FAILED =
      new FinishedAttempt(
          new Attempt(0, 1, START),
          START.plusSeconds(1),
          FinishedAttempt.End.FAILED,
          "no answer",
          "java.io.IOException: no answer\n  at a.B.c(B.java:7)");

  private final JobResponse responses = new JobResponse(name -> "/" + name);

  @Test
  void a_running_attempt_and_attempts_without_a_record_are_counted() {
    JsonNode job =
        responses.full(record(new State.Processing(new Attempt(0, 7, START)), List.of(FAILED), 5));

    assertThat(job.path("attemptsMade").intValue()).isEqualTo(7);
    assertThat(job.path("omittedAttempts").intValue()).isEqualTo(5);
    assertThat(job.path("attempts").size()).isEqualTo(2);
    assertThat(job.at("/attempts/1/number").intValue()).isEqualTo(7);
  }

  @Test
  void a_job_that_waits_has_no_running_attempt_and_no_failure() {
    JsonNode job = responses.full(record(new State.Pending(), List.of(FAILED), 0));

    assertThat(job.path("attemptsMade").intValue()).isEqualTo(1);
    assertThat(job.has("omittedAttempts")).isFalse();
    assertThat(job.has("failure")).isFalse();
  }

  @Test
  void a_job_that_is_retried_has_the_failure_of_its_last_attempt() {
    var retrying = new State.Retrying(START.plusSeconds(9));

    assertThat(responses.summary(record(retrying, List.of(FAILED), 0)).path("failure").asString())
        .isEqualTo("no answer");
    assertThat(responses.summary(record(retrying, List.of(), 0)).has("failure")).isFalse();
  }

  @Test
  void a_stack_trace_is_a_list_of_its_lines() {
    JsonNode job = responses.full(record(new State.Pending(), List.of(FAILED), 0));

    assertThat(job.at("/attempts/0/stackTrace"))
        .extracting(JsonNode::asString)
        .containsExactly("java.io.IOException: no answer", "  at a.B.c(B.java:7)");
  }

  private static JobRecord record(State state, List<FinishedAttempt> attempts, int omitted) {
    var job = new Job(ID, new PipelineName("orders"), "{}", Trace.of(ID));
    return new JobRecord(job, state, attempts, 0, omitted);
  }
}
