package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredJobsRuleTest {
  private static final String PROCESSED =
      """
      submitted 1 orders - SINGLE 7:
      accepted 1 a
      started a 1 1
      ended a 1 1 PROCESSED
      """;

  private static final JobSnapshot JOB = job("a", 7, "PROCESSED", 0, "1.1 PROCESSED");

  @Test
  void an_acknowledged_and_processed_job_is_no_violation() {
    assertThat(HistoryExample.of(PROCESSED, JOB).violations()).isEmpty();
  }

  @Test
  void a_job_without_an_answer_may_be_stored_or_not() {
    String unanswered = "submitted 1 orders - SINGLE 7:\nkilled";

    assertThat(HistoryExample.of(unanswered).violations()).isEmpty();
    assertThat(HistoryExample.of(unanswered, job("a", 7, "CANCELLED", 0)).violations())
        .containsExactly("job a is cancelled without a request");
  }

  @Test
  void an_acknowledged_job_that_is_not_stored_is_lost() {
    assertThat(HistoryExample.of("submitted 1 orders - SINGLE 7:\naccepted 1 a").violations())
        .containsExactly("job a was acknowledged and is lost");
  }

  @Test
  void an_acknowledged_job_that_was_not_found_is_lost_even_if_it_is_stored_at_the_end() {
    assertThat(HistoryExample.of(PROCESSED + "killed\nseen a MISSING 0", JOB).violations())
        .containsExactly("job a was acknowledged and later not found");
  }

  @Test
  void a_job_that_was_not_found_before_its_acknowledgement_is_not_lost() {
    assertThat(HistoryExample.of("seen a MISSING 0\n" + PROCESSED, JOB).violations()).isEmpty();
  }

  @Test
  void a_job_with_another_payload_is_found() {
    assertThat(
            HistoryExample.of(
                    "submitted 2 orders - SINGLE 8:\n" + PROCESSED,
                    job("a", 8, "PROCESSED", 0, "1.1 PROCESSED"))
                .violations())
        .containsExactly("job a was acknowledged for payload 7 and has payload 8");
  }

  @Test
  void a_payload_that_is_stored_twice_is_found() {
    String twice = PROCESSED + "started b 1 1\nended b 1 1 PROCESSED";

    assertThat(
            HistoryExample.of(twice, JOB, job("b", 7, "PROCESSED", 0, "1.1 PROCESSED"))
                .violations())
        .anyMatch(violation -> violation.startsWith("payload 7 is stored twice"));
  }

  @Test
  void a_job_that_was_not_sent_is_found() {
    String invented = PROCESSED + "started b 1 1\nended b 1 1 PROCESSED";

    assertThat(
            HistoryExample.of(invented, JOB, job("b", 9, "PROCESSED", 0, "1.1 PROCESSED"))
                .violations())
        .containsExactly("job b with payload 9 in orders was not sent");
  }

  @Test
  void a_processed_job_that_is_not_stored_is_found() {
    assertThat(HistoryExample.of("started b 1 1\nended b 1 1 PROCESSED").violations())
        .containsExactly("job b was processed and is not stored");
  }
}
