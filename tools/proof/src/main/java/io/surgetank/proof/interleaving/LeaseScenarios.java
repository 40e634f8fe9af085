package io.surgetank.proof.interleaving;

import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.CancelResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Scenarios of leases, and of callers that wait for jobs.
final class LeaseScenarios {
  static final List<Scenario> ALL =
      List.of(
          new Scenario("lease-waits-for-job", LeaseScenarios::leaseWaitsForJob),
          new Scenario("lease-waits-for-close", LeaseScenarios::leaseWaitsForClose),
          new Scenario("interrupted-lease", LeaseScenarios::interruptedLease),
          new Scenario("waiting-for-end", LeaseScenarios::waitingForEnd),
          new Scenario("settled-or-expired", LeaseScenarios::settledOrExpired),
          new Scenario("leased-or-cancelled", LeaseScenarios::leasedOrCancelled));

  /// In the time of the scheduler, which passes when all threads wait.
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SHORT = Duration.ofMinutes(1);

  private LeaseScenarios() {}

  private static void leaseWaitsForJob(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      ControlledThreads.run(
          () -> {
            long start = System.nanoTime();
            Optional<Delivery> leased = store.lease(LONG);
            checkWait(start);
            Expect.that(leased.isPresent(), () -> "no job was leased");
          },
          () -> store.put(1));
    }
  }

  private static void leaseWaitsForClose(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      ControlledThreads.run(
          () -> {
            long start = System.nanoTime();
            try {
              var _ = store.lease(LONG);
            } catch (java.io.UncheckedIOException closed) {
              checkWait(start);
              return;
            }
            throw new AssertionError("a lease of a closed store returned");
          },
          store::close);
    }
  }

  /// A waiting lease is interrupted while a job is stored: the job is leased or waits for another.
  private static void interruptedLease(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      var leased = new AtomicReference<>(Optional.<Delivery>empty());
      var leasing = new AtomicReference<Thread>();
      ControlledThreads.run(
          () -> {
            leasing.set(Thread.currentThread());
            try {
              leased.set(store.lease(LONG));
            } catch (InterruptedException interrupted) {
              return;
            }
            var _ = Thread.interrupted();
          },
          () -> {
            Thread thread = leasing.get();
            if (thread != null) thread.interrupt();
          },
          () -> Expect.that(store.put(1), () -> "the job was not stored"));
      if (leased.get().isEmpty()) leased.set(store.lease(Duration.ZERO));
      Expect.that(leased.get().isPresent(), () -> "the job is not leased");
      Expect.equal(store.counters().started(), 1L, "the number of attempts");
    }
  }

  private static void waitingForEnd(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      var _ = store.put(1);
      Delivery delivery = store.lease(Duration.ZERO).orElseThrow();
      ControlledThreads.run(
          () -> awaitEnd(store),
          () -> awaitEnd(store),
          () -> store.engine().queue().settle(delivery.receipt(), ScenarioStore.PROCESSED));
    }
  }

  private static void awaitEnd(ScenarioStore store) throws InterruptedException {
    long start = System.nanoTime();
    JobRecord record = store.engine().jobs().awaitEnd(ScenarioStore.id(1), LONG).orElseThrow();
    checkWait(start);
    Expect.equal(record.status(), Status.PROCESSED, "the status of the awaited job");
  }

  private static void checkWait(long start) {
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    Expect.that(waited.compareTo(SHORT) < 0, () -> "a caller was woken only after " + waited);
  }

  /// The lease expires while its job is settled and another worker leases.
  private static void settledOrExpired(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      var _ = store.put(1);
      Delivery first = store.lease(Duration.ZERO).orElseThrow();
      store.clock().pass(ScenarioPipelines.LEASE);
      var settled = new AtomicReference<SettleResult>();
      var extended = new AtomicReference<SettleResult>();
      var second = new AtomicReference<>(Optional.<Delivery>empty());
      ControlledThreads.run(
          () -> {
            extended.set(store.engine().queue().extend(first.receipt()));
            settled.set(store.engine().queue().settle(first.receipt(), ScenarioStore.PROCESSED));
          },
          store.engine()::runOnce,
          () -> second.set(store.lease(Duration.ZERO)));
      boolean isSettled = settled.get() == SettleResult.SETTLED;
      if (second.get().isEmpty() && !isSettled) second.set(store.lease(Duration.ZERO));
      Expect.equal(
          second.get().isPresent(), !isSettled, "whether another worker has the settled job");
      if (extended.get() == SettleResult.SETTLED)
        Expect.that(isSettled, () -> "an extended lease was lost");
      PipelineCounters counters = store.counters();
      Expect.equal(counters.processed(), isSettled ? 1L : 0L, "the number of processed jobs");
      Expect.that(counters.balances(), () -> "the counters do not balance: " + counters);
    }
  }

  private static void leasedOrCancelled(Path folder) throws InterruptedException {
    try (var store = ScenarioStore.open(folder)) {
      var _ = store.put(1);
      var leased = new AtomicReference<>(Optional.<Delivery>empty());
      var cancelled = new AtomicReference<CancelResult>();
      ControlledThreads.run(
          () -> leased.set(store.lease(Duration.ZERO)),
          () -> cancelled.set(store.engine().jobs().cancel(ScenarioStore.id(1))));
      boolean isCancelled = cancelled.get() instanceof CancelResult.Cancelled;
      Expect.equal(leased.get().isPresent(), !isCancelled, "whether the job was leased");
      Expect.equal(
          store.status(1).orElseThrow(),
          isCancelled ? Status.CANCELLED : Status.PROCESSING,
          "the status");
      Expect.that(store.counters().balances(), () -> "the counters do not balance");
    }
  }
}
