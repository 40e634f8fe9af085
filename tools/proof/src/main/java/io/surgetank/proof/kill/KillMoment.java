package io.surgetank.proof.kill;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a process is killed.
sealed interface KillMoment {
  /// More give no further states, but cost time.
  int MOST_ANSWERS = 250;

  /// About as long as an answer takes.
  Duration LONGEST_PAUSE = Duration.ofMillis(4);

  /// After the start of the process: while it opens the store, recovers and begins to work.
  record DuringStart(Duration after) implements KillMoment {}

  /// After this number of answers and a pause, so that it is killed in the middle of others. Times
  /// alone would depend on the speed of the machine.
  record UnderLoad(int answers, Duration pause) implements KillMoment {}

  /// One in this number of kills happens during the start.
  int ONE_DURING_START_IN = 4;

  /// Chooses one.
  ///
  /// @param usualStart how long a start takes on this machine
  static KillMoment random(RandomGenerator random, Duration usualStart) {
    if (random.nextInt(ONE_DURING_START_IN) == 0)
      return new DuringStart(Duration.ofNanos(random.nextLong(usualStart.toNanos())));
    return new UnderLoad(
        random.nextInt(MOST_ANSWERS), Duration.ofNanos(random.nextLong(LONGEST_PAUSE.toNanos())));
  }
}
