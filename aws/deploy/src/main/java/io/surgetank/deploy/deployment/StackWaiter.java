package io.surgetank.deploy.deployment;

import io.surgetank.core.handler.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Waits for operations of CloudFormation and reports their progress.
final class StackWaiter {
  /// Intervals between polls grow, so that short operations end early and AWS's limits are kept.
  private static final Duration FIRST_INTERVAL = Duration.ofMillis(250);

  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

  /// A day; CloudFormation itself gives up earlier.
  private static final int MAX_POLLS = 43_200;

  /// Until then the operation may not have started: the status is still that of the previous one.
  private static final int POLLS_TO_START = 15;

  private final CloudFormation cloudFormation;
  private final Sleeper sleeper;
  private final Consumer<String> progress;

  StackWaiter(CloudFormation cloudFormation, Sleeper sleeper, Consumer<String> progress) {
    this.cloudFormation = cloudFormation;
    this.sleeper = sleeper;
    this.progress = progress;
  }

  /// The result.
  ///
  /// @param causes the failures of resources, the first first
  record Completion(Optional<StackStatus> status, List<DeploymentEvent> causes) {}

  /// Waits until no operation is in progress.
  ///
  /// @param lastEvent the id of the last event before the operation
  Completion awaitCompletion(String stack, Optional<String> lastEvent) throws InterruptedException {
    var last = lastEvent;
    var progressLog = new ProgressLog(progress);
    boolean hasStarted = false;
    for (int poll = 0; poll < MAX_POLLS; poll++) {
      // Read before the events: those of the end would be missed otherwise.
      var status = cloudFormation.status(stack);
      List<DeploymentEvent> events = cloudFormation.events(stack, last);
      if (!events.isEmpty()) last = Optional.of(events.getLast().id());
      progressLog.report(events);
      boolean isComplete = status.isEmpty() || !status.get().isInProgress();
      hasStarted |= !isComplete || !events.isEmpty() || status.isEmpty() || poll >= POLLS_TO_START;
      if (isComplete && hasStarted) return new Completion(status, progressLog.causes());
      sleeper.sleep(interval(poll));
    }
    throw new IllegalStateException("an operation has been in progress for a day");
  }

  /// Waits until CloudFormation has computed a change set.
  ChangeSet awaitChangeSet(ChangeSets changeSets, String name) throws InterruptedException {
    for (int poll = 0; poll < MAX_POLLS; poll++) {
      ChangeSet changeSet = changeSets.read(name);
      if (!(changeSet instanceof ChangeSet.Pending)) return changeSet;
      sleeper.sleep(interval(poll));
    }
    throw new IllegalStateException("a change set has been computed for a day");
  }

  private static Duration interval(int poll) {
    Duration grown = FIRST_INTERVAL.multipliedBy(1L << Math.min(poll, 3));
    return grown.compareTo(LONGEST_INTERVAL) < 0 ? grown : LONGEST_INTERVAL;
  }
}
