package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CancelRuleTest {
  private static final String ACCEPTED = "submitted 1 orders - SINGLE 7:\naccepted 1 a\n";
  private static final String RUN = "started a 1 1\nended a 1 1 PROCESSED\n";
  private static final JobSnapshot CANCELLED = job("a", 7, "CANCELLED", 0);
  private static final JobSnapshot PROCESSED = job("a", 7, "PROCESSED", 0, "1.1 PROCESSED");

  @Test
  void a_cancelled_job_stays_cancelled() {
    String history = ACCEPTED + "cancel 2 a\ncancelled 2\n";

    assertThat(HistoryExample.of(history, CANCELLED).violations()).isEmpty();
    assertThat(HistoryExample.of(history + RUN, PROCESSED).violations())
        .containsExactly(
            "the cancellation of job a was acknowledged and is lost: it is PROCESSED",
            "attempt 1.1 of job a started after its cancellation was acknowledged");
  }

  @Test
  void a_cancellation_without_an_answer_may_have_happened_or_not() {
    String history = ACCEPTED + "cancel 2 a\nkilled\n";

    assertThat(HistoryExample.of(history, CANCELLED).violations()).isEmpty();
    assertThat(HistoryExample.of(history + RUN, PROCESSED).violations()).isEmpty();
  }

  @Test
  void a_cancellation_that_was_too_late_did_not_happen() {
    String history = ACCEPTED + "cancel 2 a\nrefused 2 409\n";

    assertThat(HistoryExample.of(history + RUN, PROCESSED).violations()).isEmpty();
    assertThat(HistoryExample.of(history, CANCELLED).violations())
        .containsExactly("job a is cancelled without a request");
  }

  @Test
  void the_cancellation_of_an_acknowledged_job_finds_it() {
    assertThat(
            HistoryExample.of(ACCEPTED + "cancel 2 a\nrefused 2 404\n" + RUN, PROCESSED)
                .violations())
        .containsExactly("the cancellation of job a was refused with 404");
  }
}
