package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P5)
class AttemptHistoryTest {
  @Test
  void what_fits_is_kept_whole() {
    AttemptHistory attemptHistory = tried(30, "no");

    assertThat(attemptHistory.attempts()).hasSize(30);
    assertThat(attemptHistory.leftOut()).isZero();
  }

  @Test
  void of_what_does_not_fit_the_first_and_the_latest_stay_and_the_rest_is_counted() {
    AttemptHistory attemptHistory = tried(500, "€".repeat(2_000));

    assertThat(attemptHistory.attempts().size() + attemptHistory.leftOut()).isEqualTo(500);
    assertThat(attemptHistory.leftOut()).isPositive();
    assertThat(attemptHistory.attempts())
        .extracting(finished -> finished.attempt().number())
        .startsWith(1, 2, 3, 4, 5)
        .endsWith(499, 500);
    int bytes = attemptHistory.attempts().size() * (6_000 + 200);
    assertThat(bytes).isBetween(TableConfig.EVIDENCE_BYTES - 6_200, TableConfig.EVIDENCE_BYTES);
  }

  @Test
  void stack_traces_give_way_to_failures() {
    AttemptHistory attemptHistory = AttemptHistory.NONE;
    for (int number = 1; number <= 100; number++)
      attemptHistory =
          attemptHistory.plus(
              new FinishedAttempt(
                  new Attempt(0, number, Instant.EPOCH),
                  Instant.EPOCH,
                  FinishedAttempt.End.FAILED,
                  "no",
                  "€".repeat(8_000)));

    assertThat(attemptHistory.attempts()).hasSize(100);
    assertThat(attemptHistory.attempts().getFirst().stackTrace()).isEmpty();
    assertThat(attemptHistory.attempts().getLast().stackTrace()).hasSize(8_000);
  }

  private static AttemptHistory tried(int times, String failure) {
    AttemptHistory attemptHistory = AttemptHistory.NONE;
    for (int number = 1; number <= times; number++)
      attemptHistory =
          attemptHistory.plus(
              new FinishedAttempt(
                  new Attempt(0, number, Instant.EPOCH),
                  Instant.EPOCH,
                  FinishedAttempt.End.FAILED,
                  failure));
    return attemptHistory;
  }
}
