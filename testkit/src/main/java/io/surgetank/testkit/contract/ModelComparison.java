package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.memory.MemoryEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Runs the same random steps on a backend under test and on the model.
final class ModelComparison {
  /// One delivery in both.
  private record Held(Receipt tested, Receipt modelled) {}

  private final BackendAgainstModel contract;
  private final long seed;
  private final Random random;
  private final RandomSteps randomSteps;
  private final TestClock clock = new TestClock();
  private final MemoryEngine model =
      new MemoryEngine(SamplePipelines.withBacklog(40), clock, _ -> {});
  private final JobIds ids;
  private final List<Held> held = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private Backend tested;

  ModelComparison(BackendAgainstModel contract, long seed) {
    this.contract = contract;
    this.seed = seed;
    this.random = new Random(seed);
    this.randomSteps = new RandomSteps(random);
    this.ids = new JobIds(clock, new Random(seed));
    this.tested = contract.open(SamplePipelines.withBacklog(40), clock);
  }

  /// Runs the step with this number. Its random choices depend on the seed and the number only, so
  /// that steps before it can be left out.
  void step(int number) {
    random.setSeed(new SplittableRandom(seed * BackendAgainstModel.STEPS + number).nextLong());
    switch (random.nextInt(21)) {
      case 0, 1, 2, 3, 4 -> put();
      case 5, 6, 7, 8 -> lease();
      case 9, 10, 11, 12 -> settle();
      case 13 -> settlement("release", DeliveryQueue::release);
      case 14 -> settlement("extend", DeliveryQueue::extend);
      case 15 -> cancel();
      case 16 -> pass();
      case 17 -> operate();
      case 18 -> reject();
      case 19 -> move();
      default -> crashNowAndThen();
    }
    compare();
  }

  private void put() {
    int many = 1 + random.nextInt(3);
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < many; i++) submissions.add(randomSteps.submission(ids.next()));
    note("put " + submissions);
    List<PutResult> results = tested.jobs().put(submissions);
    same(
        ObservedState.putResults(results), ObservedState.putResults(model.jobs().put(submissions)));
    for (PutResult putResult : results)
      if (putResult instanceof PutResult.Stored(var job)) randomSteps.learn(job.id());
  }

  /// The backend chooses; the model checks that it may. So the order is not compared here.
  private void lease() {
    PipelineName pipeline = randomSteps.pipeline();
    int max = 1 + random.nextInt(4);
    note("lease " + max + " of " + pipeline);
    List<Delivery> leased = leaseTested(pipeline, max);
    for (Delivery delivery : leased) {
      Optional<Delivery> twin = model.lease(delivery.job().id());
      assertThat(twin).as("%s is due%n%s", delivery, this).isPresent();
      same(delivery.job(), twin.orElseThrow().job());
      same(delivery.attempt(), twin.orElseThrow().attempt());
      held.add(new Held(delivery.receipt(), twin.orElseThrow().receipt()));
    }
    if (leased.size() < max)
      assertThat(model.isDue(pipeline)).as("more is due%n%s", this).isFalse();
  }

  private List<Delivery> leaseTested(PipelineName pipeline, int max) {
    var leased = new ArrayList<Delivery>();
    try {
      while (leased.size() < max) {
        var more = tested.queue().lease(pipeline, max - leased.size(), Duration.ZERO);
        if (more.isEmpty()) break;
        leased.addAll(more);
      }
      return leased;
    } catch (InterruptedException stopped) {
      throw new AssertionError("interrupted", stopped);
    }
  }

  private void settle() {
    Outcome outcome = randomSteps.outcome();
    settlement("settle " + outcome, (queue, receipt) -> queue.settle(receipt, outcome));
  }

  /// Tries any earlier receipt, including stale ones.
  private void settlement(String name, BiFunction<DeliveryQueue, Receipt, SettleResult> step) {
    if (held.isEmpty()) return;
    int recent = Math.min(held.size(), 6);
    Held one = held.get(held.size() - 1 - random.nextInt(recent));
    note(name + " with " + one.tested());
    same(step.apply(tested.queue(), one.tested()), step.apply(model.queue(), one.modelled()));
  }

  private void cancel() {
    JobId id =
        randomSteps.knowsNone() || random.nextInt(10) == 0 ? ids.next() : randomSteps.anyKnown();
    note("cancel " + id);
    same(
        ObservedState.cancellation(tested.jobs().cancel(id)),
        ObservedState.cancellation(model.jobs().cancel(id)));
  }

  private void move() {
    List<Move> moves = randomSteps.moves();
    note("move " + moves);
    var entry =
        new OperatorAction(
            clock.instant(),
            "operator",
            OperatorAction.Type.MOVE,
            DeadLetterFilter.EVERYTHING,
            moves.size());
    same(tested.jobs().move(moves, entry), model.jobs().move(moves, entry));
  }

  private void pass() {
    boolean far = random.nextInt(20) == 0;
    pass(far ? Duration.ofDays(15 + random.nextInt(90)) : Duration.ofSeconds(random.nextInt(50)));
  }

  private void pass(Duration time) {
    note("pass " + time);
    clock.pass(time);
    tested.catchUp();
    model.catchUp();
    // Backends that detect expired leases only when leasing have done so now.
    if (random.nextBoolean()) lease();
  }

  private void operate() {
    DeadLetterFilter filter = randomSteps.filter();
    note("operate on " + filter);
    Function<DeadLetters, OperatorAction> act =
        random.nextInt(4) == 0
            ? letters -> letters.purge(filter, "operator")
            : letters -> letters.redrive(filter, "operator");
    same(tested.deadLetters().count(filter), model.deadLetters().count(filter));
    same(tested.deadLetters().summary(filter), model.deadLetters().summary(filter));
    same(act.apply(tested.deadLetters()), act.apply(model.deadLetters()));
  }

  private void reject() {
    Rejection why = List.of(Rejection.values()).get(random.nextInt(Rejection.values().length));
    PipelineName pipeline = randomSteps.pipeline();
    note("reject " + why + " at " + pipeline);
    tested.ledger().rejected(pipeline, why, 1);
    model.ledger().rejected(pipeline, why, 1);
    pass(Duration.ofSeconds(5));
  }

  private void crashNowAndThen() {
    if (random.nextInt(3) != 0) return;
    note("crash");
    tested = contract.reopenAfterCrash(tested);
    model.restart(_ -> {});
  }

  private void compare() {
    for (PipelineName name : List.of(ORDERS, TASKS))
      same(counters(tested.ledger(), name), counters(model.ledger(), name));
    same(tested.deadLetters().operatorActions(5), model.deadLetters().operatorActions(5));
    JobQuery query = randomSteps.query(clock.instant());
    note("list " + query);
    same(
        tested.jobs().list(query).stream().map(ObservedState::record).toList(),
        model.jobs().list(query).stream().map(ObservedState::record).toList());
    var key = randomSteps.key(JobKey.Kind.CLIENT_ID);
    same(
        tested.jobs().findByKey(key).map(ObservedState::record),
        model.jobs().findByKey(key).map(ObservedState::record));
    if (!randomSteps.knowsNone()) {
      JobId id = randomSteps.anyKnown();
      same(
          tested.jobs().find(id).map(ObservedState::record),
          model.jobs().find(id).map(ObservedState::record));
    }
    if (steps.size() % 50 == 0)
      assertThat(tested.ledger().verify().findings()).as("%s", this).isEmpty();
  }

  private static PipelineCounters counters(Ledger ledger, PipelineName name) {
    return BackendHarness.withoutZeros(Objects.requireNonNull(ledger.counters().get(name)));
  }

  private void same(Object tested, Object modelled) {
    assertThat(tested).as("%s", this).isEqualTo(modelled);
  }

  private void note(String step) {
    steps.add(step);
  }

  /// The last steps, for diagnosing a failure.
  @Override
  public String toString() {
    return String.join("\n", steps.subList(Math.max(0, steps.size() - 25), steps.size()));
  }
}
