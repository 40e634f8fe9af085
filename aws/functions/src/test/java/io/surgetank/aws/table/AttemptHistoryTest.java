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
  void attempts_that_fit_are_kept() {
    AttemptHistory attemptHistory = attempts(30, "no");

    assertThat(attemptHistory.attempts()).hasSize(30);
    assertThat(attemptHistory.omittedAttempts()).isZero();
  }

  @Test
  void of_too_many_attempts_the_first_and_the_latest_are_kept_and_the_others_counted() {
    AttemptHistory attemptHistory = attempts(500, "€".repeat(2_000));

    assertThat(attemptHistory.attempts().size() + attemptHistory.omittedAttempts()).isEqualTo(500);
    assertThat(attemptHistory.omittedAttempts()).isPositive();
    assertThat(attemptHistory.attempts())
        .extracting(finished -> finished.attempt().number())
        .startsWith(1, 2, 3, 4, 5)
        .endsWith(499, 500);
    int bytes = attemptHistory.attempts().size() * (6_000 + 200);
    assertThat(bytes).isBetween(TableConfig.HISTORY_BYTES - 6_200, TableConfig.HISTORY_BYTES);
  }

  @Test
  void stack_traces_are_removed_before_failures() {
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

  private static AttemptHistory attempts(int times, String failure) {
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
