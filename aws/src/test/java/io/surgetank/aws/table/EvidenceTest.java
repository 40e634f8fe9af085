package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@On(Stage.AWS)
@Keeps(Promise.P5)
class EvidenceTest {
  @Test
  void what_fits_is_kept_whole() {
    Evidence evidence = tried(30, "no");

    assertThat(evidence.attempts()).hasSize(30);
    assertThat(evidence.leftOut()).isZero();
  }

  @Test
  void of_what_does_not_fit_the_first_and_the_latest_stay_and_the_rest_is_counted() {
    Evidence evidence = tried(500, "€".repeat(2_000));

    assertThat(evidence.attempts().size() + evidence.leftOut()).isEqualTo(500);
    assertThat(evidence.leftOut()).isPositive();
    assertThat(evidence.attempts())
        .extracting(finished -> finished.attempt().number())
        .startsWith(1, 2, 3, 4, 5)
        .endsWith(499, 500);
    int bytes = evidence.attempts().size() * (6_000 + 200);
    assertThat(bytes).isBetween(Layout.EVIDENCE_BYTES - 6_200, Layout.EVIDENCE_BYTES);
  }

  @Test
  void stack_traces_give_way_to_failures() {
    Evidence evidence = Evidence.NONE;
    for (int number = 1; number <= 100; number++)
      evidence =
          evidence.plus(
              new FinishedAttempt(
                  new Attempt(0, number, Instant.EPOCH),
                  Instant.EPOCH,
                  FinishedAttempt.End.FAILED,
                  "no",
                  "€".repeat(8_000)));

    assertThat(evidence.attempts()).hasSize(100);
    assertThat(evidence.attempts().getFirst().stackTrace()).isEmpty();
    assertThat(evidence.attempts().getLast().stackTrace()).hasSize(8_000);
  }

  private static Evidence tried(int times, String failure) {
    Evidence evidence = Evidence.NONE;
    for (int number = 1; number <= times; number++)
      evidence =
          evidence.plus(
              new FinishedAttempt(
                  new Attempt(0, number, Instant.EPOCH),
                  Instant.EPOCH,
                  FinishedAttempt.End.FAILED,
                  failure));
    return evidence;
  }
}
