package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptRulesTest {
  private static final String ACCEPTED = "submitted 1 orders - SINGLE 7:\naccepted 1 a\n";
  private static final String FAILED = "started a 1 1\nended a 1 1 FAILED\n";
  private static final String PROCESSED = "started a 1 2\nended a 1 2 PROCESSED\n";
  private static final JobSnapshot SECOND =
      job("a", 7, "PROCESSED", 0, "1.1 FAILED", "1.2 PROCESSED");

  @Test
  void a_retried_job_is_no_violation() {
    assertThat(check(FAILED + PROCESSED, SECOND)).isEmpty();
  }

  @Test
  void a_killed_attempt_counts_and_is_recorded() {
    assertThat(
            check(
                "started a 1 1\nkilled\n" + PROCESSED,
                job("a", 7, "PROCESSED", 0, "1.1 ABANDONED", "1.2 PROCESSED")))
        .isEmpty();
  }

  @Test
  void an_attempt_number_that_is_used_again_is_found() {
    assertThat(
            check(
                "started a 1 1\nkilled\nstarted a 1 1\nended a 1 1 PROCESSED\n",
                job("a", 7, "PROCESSED", 0, "1.1 PROCESSED")))
        .containsExactly("attempt 1.1 of job a started after attempt 1.1");
  }

  @Test
  void an_attempt_beyond_the_limit_is_found() {
    assertThat(
            check(
                FAILED
                    + "started a 1 2\nended a 1 2 FAILED\nstarted a 1 3\nended a 1 3 FAILED\n"
                    + "started a 1 4\nended a 1 4 FAILED",
                job("a", 7, "DEAD", 0, "1.1 FAILED", "1.2 FAILED", "1.3 FAILED", "1.4 FAILED")))
        .containsExactly("attempt 1.4 of job a exceeds the limit of 3");
  }

  @Test
  void attempts_of_a_job_that_overlap_are_found() {
    assertThat(
            check(
                "started a 1 1\nstarted a 1 2\nended a 1 1 FAILED\nended a 1 2 PROCESSED", SECOND))
        .containsExactly("attempts 1.1 and 1.2 of job a ran at once");
  }

  @Test
  void an_attempt_after_a_final_status_was_read_is_found() {
    assertThat(
            check(
                FAILED + PROCESSED + "seen a PROCESSED 1\nstarted a 1 3\nended a 1 3 FAILED",
                job("a", 7, "PROCESSED", 0, "1.1 FAILED", "1.2 PROCESSED", "1.3 FAILED")))
        .contains("attempt 1.3 of job a started after it was seen PROCESSED");
  }

  @Test
  void a_dead_letter_is_processed_in_a_new_round_only() {
    String dead = "started a 1 1\nended a 1 1 GAVE_UP\nseen a DEAD 1\n";
    String redrive = "redrive 2 a\nredriven 2 1\n";

    assertThat(
            check(
                dead + redrive + "started a 2 1\nended a 2 1 PROCESSED",
                job("a", 7, "PROCESSED", 1, "1.1 FAILED", "2.1 PROCESSED")))
        .isEmpty();
    assertThat(check(dead + PROCESSED, SECOND))
        .containsExactly("attempt 1.2 of job a started after it was seen DEAD");
  }

  @Test
  void a_final_status_that_changes_is_found() {
    assertThat(check("cancel 2 a\nseen a CANCELLED 0\n" + FAILED + PROCESSED, SECOND))
        .contains("job a was seen CANCELLED and is PROCESSED at the end");
  }

  @Test
  void a_job_that_waits_for_ever_is_found() {
    assertThat(check("", job("a", 7, "PENDING", 0))).contains("job a is PENDING at the end");
  }

  @Test
  void an_attempt_that_ran_and_is_not_recorded_is_found() {
    assertThat(
            check(
                "started a 1 1\nkilled\n" + PROCESSED,
                job("a", 7, "PROCESSED", 0, "1.2 PROCESSED")))
        .containsExactly(
            "job a has attempt 1.2 after 0.0", "attempt 1.1 of job a ran and is not recorded");
  }

  @Test
  void a_recorded_outcome_that_the_handler_did_not_report_is_found() {
    assertThat(check("", job("a", 7, "PROCESSED", 0, "1.1 PROCESSED")))
        .containsExactly(
            "attempt 1.1 of job a is recorded as 'PROCESSED', but the handler was not called");
    assertThat(check(FAILED, job("a", 7, "PROCESSED", 0, "1.1 PROCESSED")))
        .containsExactly("attempt 1.1 of job a is recorded as 'PROCESSED', but the handler FAILED");
    assertThat(
            check(
                "started a 1 1\nkilled\n" + PROCESSED,
                job("a", 7, "PROCESSED", 0, "1.1 FAILED", "1.2 PROCESSED")))
        .containsExactly(
            "attempt 1.1 of job a is recorded as 'FAILED', but the handler did not end");
  }

  @Test
  void an_attempt_is_abandoned_only_if_the_server_was_killed() {
    assertThat(
            check(
                FAILED + PROCESSED, job("a", 7, "PROCESSED", 0, "1.1 ABANDONED", "1.2 PROCESSED")))
        .containsExactly("attempt 1.1 of job a is recorded as 'ABANDONED', but the handler FAILED");
  }

  @Test
  void an_attempt_that_is_recorded_as_running_at_the_end_is_found() {
    assertThat(check(FAILED + PROCESSED, job("a", 7, "PROCESSED", 0, "1.1 ", "1.2 PROCESSED")))
        .containsExactly("attempt 1.1 of job a is recorded as '', but the handler FAILED");
  }

  @Test
  void two_results_are_found() {
    assertThat(
            check(
                "started a 1 1\nended a 1 1 PROCESSED\n" + PROCESSED,
                job("a", 7, "PROCESSED", 0, "1.1 PROCESSED", "1.2 PROCESSED")))
        .containsExactly("job a is PROCESSED and has 2 processed attempts");
  }

  @Test
  void the_result_of_another_attempt_is_found() {
    var attempts = HistoryExample.attempts("1.1 FAILED", "1.2 PROCESSED");

    assertThat(
            check(
                FAILED + PROCESSED,
                new JobSnapshot("a", "orders", 7, "PROCESSED", 0, attempts, "1.1")))
        .containsExactly("job a has the result of attempt '1.1', its last attempt is '1.2'");
  }

  @Test
  void a_job_that_died_with_attempts_left_is_found() {
    assertThat(check(FAILED, job("a", 7, "DEAD", 0, "1.1 FAILED")))
        .containsExactly("job a is dead after attempt 1.1 of 3");
    assertThat(check("", job("a", 7, "DEAD", 0))).contains("job a is dead without an attempt");
  }

  private static List<String> check(String lines, JobSnapshot job) {
    return HistoryExample.of(ACCEPTED + lines, job).violations();
  }
}
