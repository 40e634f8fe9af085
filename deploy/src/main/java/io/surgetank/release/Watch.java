package io.surgetank.release;

import io.surgetank.handler.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows what CloudFormation does, and tells it as it happens.
final class Watch {
  /// What is quick is soon seen, and AWS's limits are kept: turns grow to the longest.
  private static final Duration FIRST_TURN = Duration.ofMillis(250);

  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  /// A day; CloudFormation itself gives up earlier.
  private static final int MOST_TURNS = 43_200;

  /// CloudFormation may say for a moment that it rests when it has only not begun.
  private static final int TURNS_TO_BEGIN = 15;

  private final Formation formation;
  private final Pause pause;
  private final Consumer<String> say;

  Watch(Formation formation, Pause pause, Consumer<String> say) {
    this.formation = formation;
    this.pause = pause;
    this.say = say;
  }

  /// What came of it.
  ///
  /// @param causes why resources failed, the first failure first
  record Outcome(Optional<Standing> standing, List<Happening> causes) {}

  /// Waits until CloudFormation rests.
  ///
  /// @param mark the last thing that had happened before what is waited for
  Outcome untilRest(String stack, Optional<String> mark) throws InterruptedException {
    var last = mark;
    var log = new ProgressLog(say);
    boolean hasBegun = false;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      // Before the events, or those of its end would be missed.
      var standing = formation.standing(stack);
      List<Happening> news = formation.happenings(stack, last);
      if (!news.isEmpty()) last = Optional.of(news.getLast().id());
      log.tell(news);
      boolean rests = standing.isEmpty() || !standing.get().isBusy();
      hasBegun |= !rests || !news.isEmpty() || standing.isEmpty() || turn >= TURNS_TO_BEGIN;
      if (rests && hasBegun) return new Outcome(standing, log.causes());
      pause.of(wait(turn));
    }
    throw new IllegalStateException("CloudFormation has been at it for a day");
  }

  /// Waits until CloudFormation has computed a change set.
  Draft untilComputed(Drafts drafts, String name) throws InterruptedException {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Draft draft = drafts.read(name);
      if (!(draft instanceof Draft.Pending)) return draft;
      pause.of(wait(turn));
    }
    throw new IllegalStateException("CloudFormation has been computing for a day");
  }

  private static Duration wait(int turn) {
    Duration grown = FIRST_TURN.multipliedBy(1L << Math.min(turn, 3));
    return grown.compareTo(LONGEST_TURN) < 0 ? grown : LONGEST_TURN;
  }
}
