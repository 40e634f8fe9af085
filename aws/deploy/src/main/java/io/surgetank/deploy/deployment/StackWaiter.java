package io.surgetank.deploy.deployment;

import io.surgetank.core.handler.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows what CloudFormation does, and tells it as it happens.
final class StackWaiter {
  /// What is quick is soon seen, and AWS's limits are kept: turns grow to the longest.
  private static final Duration FIRST_TURN = Duration.ofMillis(250);

  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  /// A day; CloudFormation itself gives up earlier.
  private static final int MOST_TURNS = 43_200;

  /// CloudFormation may say for a moment that it rests when it has only not begun.
  private static final int TURNS_TO_BEGIN = 15;

  private final CloudFormation cloudFormation;
  private final Sleeper sleeper;
  private final Consumer<String> say;

  StackWaiter(CloudFormation cloudFormation, Sleeper sleeper, Consumer<String> say) {
    this.cloudFormation = cloudFormation;
    this.sleeper = sleeper;
    this.say = say;
  }

  /// What came of it.
  ///
  /// @param causes why resources failed, the first failure first
  record Outcome(Optional<StackStatus> standing, List<DeploymentEvent> causes) {}

  /// Waits until CloudFormation rests.
  ///
  /// @param mark the last thing that had happened before what is waited for
  Outcome untilRest(String stack, Optional<String> mark) throws InterruptedException {
    var last = mark;
    var log = new ProgressLog(say);
    boolean hasBegun = false;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      // Before the events, or those of its end would be missed.
      var standing = cloudFormation.standing(stack);
      List<DeploymentEvent> news = cloudFormation.happenings(stack, last);
      if (!news.isEmpty()) last = Optional.of(news.getLast().id());
      log.tell(news);
      boolean rests = standing.isEmpty() || !standing.get().isBusy();
      hasBegun |= !rests || !news.isEmpty() || standing.isEmpty() || turn >= TURNS_TO_BEGIN;
      if (rests && hasBegun) return new Outcome(standing, log.causes());
      sleeper.sleep(wait(turn));
    }
    throw new IllegalStateException("CloudFormation has been at it for a day");
  }

  /// Waits until CloudFormation has computed a change set.
  ChangeSet untilComputed(ChangeSets changeSets, String name) throws InterruptedException {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      ChangeSet changeSet = changeSets.read(name);
      if (!(changeSet instanceof ChangeSet.Pending)) return changeSet;
      sleeper.sleep(wait(turn));
    }
    throw new IllegalStateException("CloudFormation has been computing for a day");
  }

  private static Duration wait(int turn) {
    Duration grown = FIRST_TURN.multipliedBy(1L << Math.min(turn, 3));
    return grown.compareTo(LONGEST_TURN) < 0 ? grown : LONGEST_TURN;
  }
}
