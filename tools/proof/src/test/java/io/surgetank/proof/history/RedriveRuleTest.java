package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedriveRuleTest {
  private static final String DEAD =
      "submitted 1 orders - SINGLE 7:\naccepted 1 a\nstarted a 1 1\nended a 1 1 GAVE_UP\n";
  private static final String SECOND_ROUND = "started a 2 1\nended a 2 1 PROCESSED\n";
  private static final JobSnapshot ONCE = job("a", 7, "DEAD", 0, "1.1 FAILED");
  private static final JobSnapshot REDRIVEN =
      job("a", 7, "PROCESSED", 1, "1.1 FAILED", "2.1 PROCESSED");

  @Test
  void an_acknowledged_redrive_begins_a_new_round() {
    String history = DEAD + "redrive 2 a\nredriven 2 1\n";

    assertThat(HistoryExample.of(history + SECOND_ROUND, REDRIVEN).violations()).isEmpty();
    assertThat(HistoryExample.of(history, ONCE).violations())
        .containsExactly("job a was redriven 1 to 1 times and has 0 redrives");
  }

  @Test
  void a_redriven_job_is_processed_again_unless_it_was_cancelled() {
    String history = DEAD + "redrive 2 a\nredriven 2 1\n";

    assertThat(
            HistoryExample.of(
                    history + "cancel 3 a\ncancelled 3", job("a", 7, "CANCELLED", 1, "1.1 FAILED"))
                .violations())
        .isEmpty();
    assertThat(HistoryExample.of(history, job("a", 7, "DEAD", 1, "1.1 FAILED")).violations())
        .containsExactly("job a has 1 redrives and its last attempt is of round 1");
  }

  @Test
  void a_redrive_without_an_answer_may_have_happened_or_not() {
    String history = DEAD + "redrive 2 a\nkilled\n";

    assertThat(HistoryExample.of(history, ONCE).violations()).isEmpty();
    assertThat(HistoryExample.of(history + SECOND_ROUND, REDRIVEN).violations()).isEmpty();
  }

  @Test
  void a_round_without_a_redrive_is_found() {
    assertThat(HistoryExample.of(DEAD + SECOND_ROUND, REDRIVEN).violations())
        .containsExactly("job a was redriven 0 to 0 times and has 1 redrives");
    assertThat(
            HistoryExample.of(
                    DEAD + SECOND_ROUND, job("a", 7, "PROCESSED", 0, "1.1 FAILED", "2.1 PROCESSED"))
                .violations())
        .containsExactly("job a has 0 redrives and its last attempt is of round 2");
  }

  @Test
  void a_redrive_of_one_job_redrives_no_others() {
    assertThat(
            HistoryExample.of(DEAD + "redrive 2 a\nredriven 2 2\n" + SECOND_ROUND, REDRIVEN)
                .violations())
        .containsExactly("the redrive of job a was answered with 200 and 2 jobs");
  }
}
