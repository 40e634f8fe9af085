package io.surgetank.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulation finds faults that are planted in front of the engine.
class PlantedFaultsTest {
  private static final int MAX_SEEDS = 200;

  @TempDir private Path folder;

  @Test
  void an_acknowledgement_before_the_store_is_found() {
    SimulationResult found =
        find(new Decorators(PlantedFaultsTest::acknowledgedEarly, UnaryOperator.identity()));

    assertThat(found.violation().orElseThrow()).contains("acknowledged but not stored");
  }

  @Test
  void a_job_that_is_delivered_twice_is_found() {
    SimulationResult found =
        find(new Decorators(UnaryOperator.identity(), PlantedFaultsTest::deliveredTwice));

    assertThat(found.violation().orElseThrow()).contains("delivered twice");
  }

  @Test
  void retries_without_a_limit_are_found() {
    SimulationResult found =
        find(new Decorators(UnaryOperator.identity(), PlantedFaultsTest::endless));

    assertThat(found.violation().orElseThrow()).contains("once too often");
  }

  @Test
  void a_failure_is_reduced_to_few_actions_and_can_be_repeated() {
    var runner =
        new SeedRunner(
            SeedRunner.memoryOr(folder),
            new Decorators(UnaryOperator.identity(), PlantedFaultsTest::endless));
    SimulationResult failed = firstFailure(runner);
    SimulationResult shrunk = runner.shrink(failed);
    List<Integer> numbers =
        shrunk.plan().actions().stream().map(SimulationPlan.PlannedAction::number).toList();

    assertThat(shrunk.plan().actions().size()).isBetween(1, 2);
    assertThat(runner.run(failed.plan().seed(), numbers).hash()).isEqualTo(shrunk.hash());
    assertThat(SimulationCampaign.replayCommand(shrunk.plan()))
        .startsWith("tools/proof/run replay --seed " + failed.plan().seed() + " --actions ");
    runner.close();
  }

  private SimulationResult find(Decorators planted) {
    var runner = new SeedRunner(SeedRunner.memoryOr(folder), planted);
    SimulationResult found = firstFailure(runner);
    runner.close();
    return found;
  }

  private static SimulationResult firstFailure(SeedRunner runner) {
    for (long seed = 0; seed < MAX_SEEDS; seed++) {
      SimulationResult result = runner.run(seed);
      if (result.violation().isPresent()) return result;
    }
    throw new AssertionError("not found by %d seeds".formatted(MAX_SEEDS));
  }

  private static JobStore acknowledgedEarly(JobStore store) {
    return replacing(
        JobStore.class,
        store,
        "put",
        arguments -> {
          @SuppressWarnings("unchecked")
          var submissions = (List<Submission>) Objects.requireNonNull(arguments[0]);
          return submissions.stream()
              .map(submission -> (PutResult) new PutResult.Stored(submission.job()))
              .toList();
        });
  }

  private static DeliveryQueue deliveredTwice(DeliveryQueue queue) {
    return replacing(
        DeliveryQueue.class,
        queue,
        "lease",
        arguments -> {
          List<Delivery> leased = lease(queue, arguments);
          // Within the permits: the second delivery takes the place of another one.
          var twice = new ArrayList<>(leased);
          if (leased.size() > 1) twice.set(1, leased.getFirst());
          return twice;
        });
  }

  private static List<Delivery> lease(DeliveryQueue queue, Object[] arguments)
      throws InterruptedException {
    return queue.lease(
        (io.surgetank.core.job.PipelineName) arguments[0],
        (Integer) arguments[1],
        (Duration) arguments[2]);
  }

  private static DeliveryQueue endless(DeliveryQueue queue) {
    return replacing(
        DeliveryQueue.class,
        queue,
        "settle",
        arguments -> {
          var receipt = (io.surgetank.core.queue.Receipt) arguments[0];
          return arguments[1] instanceof Outcome.Dead(var failure, var _)
              ? queue.settle(receipt, new Outcome.Retry(Duration.ZERO, failure))
              : queue.settle(receipt, (Outcome) arguments[1]);
        });
  }

  private interface Replacement {
    Object call(Object[] arguments) throws Throwable;
  }

  /// The port with another implementation of one method.
  private static <T> T replacing(Class<T> port, T inner, String method, Replacement replacement) {
    InvocationHandler handler =
        (Object _, Method called, Object[] arguments) ->
            called.getName().equals(method)
                ? replacement.call(arguments)
                : passOn(inner, called, arguments);
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private static Object passOn(Object inner, Method called, Object[] arguments) throws Throwable {
    try {
      return called.invoke(inner, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
