package io.surgetank.proof.simulation;

import static io.surgetank.proof.simulation.SimulatedPipelines.MAILS;
import static io.surgetank.proof.simulation.SimulatedPipelines.ORDERS;
import static io.surgetank.proof.simulation.SimulatedPipelines.PAYMENTS;

import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The actions of a run, each with its time from the beginning.
///
/// @param seed also chooses the order of the steps and what handlers do
record SimulationPlan(long seed, List<PlannedAction> actions) {
  private static final int MIN_ACTIONS = 8;
  private static final int MAX_ACTIONS = 60;
  private static final int KEYS = 5;
  private static final int ACCOUNTS = 3;
  private static final int LOST_PERCENT = 15;

  /// Each lock costs a quarter of a second of real time, or more.
  private static final int LOCKS_PER_THOUSAND_SEEDS = 3;

  /// @param number in the plan as generated, which names it in a command
  record PlannedAction(int number, Duration at, SimulatedAction action) {}

  SimulationPlan {
    actions = List.copyOf(actions);
  }

  static SimulationPlan of(long seed) {
    var random = new SplittableRandom(seed);
    int size = random.nextInt(MIN_ACTIONS, MAX_ACTIONS + 1);
    // Some runs are a burst, others last minutes.
    long meanMillis = 1L << random.nextInt(2, 13);
    var actions = new ArrayList<PlannedAction>(size + 1);
    long at = 0;
    for (int i = 0; i < size; i++) {
      at += random.nextLong(2 * meanMillis);
      actions.add(new PlannedAction(i, Duration.ofMillis(at), action(random)));
    }
    if (random.nextInt(1_000) < LOCKS_PER_THOUSAND_SEEDS)
      actions.add(
          new PlannedAction(
              size,
              Duration.ofMillis(random.nextLong(at + 1)),
              new SimulatedAction.LockDatabase(Duration.ofMillis(random.nextLong(1, 3_000)))));
    return new SimulationPlan(seed, actions);
  }

  /// The same with only these actions.
  SimulationPlan with(List<PlannedAction> kept) {
    return new SimulationPlan(seed, kept);
  }

  private static SimulatedAction action(SplittableRandom random) {
    int roll = random.nextInt(100);
    if (roll < 48) return submit(random);
    if (roll < 56) return batch(random);
    if (roll < 63) return new SimulatedAction.Cancel(random.nextInt(40));
    if (roll < 68) return new SimulatedAction.Redrive(pipeline(random));
    if (roll < 69) return new SimulatedAction.Purge(pipeline(random));
    if (roll < 72) return move(random);
    if (roll < 76) return new SimulatedAction.Crash(Duration.ofMillis(random.nextLong(20_000)));
    if (roll < 84) return new SimulatedAction.Stall(Duration.ofMillis(random.nextLong(60_000)));
    if (roll < 88) return new SimulatedAction.Suspend(Duration.ofMillis(random.nextLong(120_000)));
    if (roll < 92) return new SimulatedAction.SetClock(step(random));
    if (roll < 94) return new SimulatedAction.FillDisk(Duration.ofMillis(random.nextLong(30_000)));
    if (roll < 97) return new SimulatedAction.Suspend(Duration.ofHours(random.nextLong(1, 24 * 7)));
    return new SimulatedAction.Maintain();
  }

  private static SimulatedAction submit(SplittableRandom random) {
    return new SimulatedAction.Submit(
        pipeline(random),
        key(random),
        random.nextInt(5) == 0 ? 1 : 0,
        "account" + random.nextInt(ACCOUNTS),
        response(random));
  }

  private static SimulatedAction batch(SplittableRandom random) {
    Optional<String> key =
        random.nextBoolean() ? Optional.of("batch" + random.nextInt(2)) : Optional.empty();
    int variant = random.nextInt(5) == 0 ? 1 : 0;
    int size = key.isPresent() ? 3 : random.nextInt(2, 6);
    return new SimulatedAction.SubmitBatch(pipeline(random), key, variant, size, response(random));
  }

  private static Optional<String> key(SplittableRandom random) {
    return random.nextInt(3) == 0 ? Optional.of("key" + random.nextInt(KEYS)) : Optional.empty();
  }

  private static SimulatedAction.ClientResponse response(SplittableRandom random) {
    return random.nextInt(100) < LOST_PERCENT
        ? SimulatedAction.ClientResponse.LOST
        : SimulatedAction.ClientResponse.RECEIVED;
  }

  private static SimulatedAction move(SplittableRandom random) {
    PipelineName from = pipeline(random);
    PipelineName to = pipeline(random);
    return from.equals(to) ? new SimulatedAction.Maintain() : new SimulatedAction.MoveAll(from, to);
  }

  private static Duration step(SplittableRandom random) {
    long millis =
        switch (random.nextInt(3)) {
          case 0 -> Duration.ofHours(1).toMillis();
          case 1 -> Duration.ofDays(1).toMillis();
          default -> Duration.ofDays(random.nextLong(7, 40)).toMillis();
        };
    return Duration.ofMillis(random.nextBoolean() ? millis : -millis);
  }

  private static PipelineName pipeline(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> ORDERS;
      case 1 -> PAYMENTS;
      default -> MAILS;
    };
  }
}
