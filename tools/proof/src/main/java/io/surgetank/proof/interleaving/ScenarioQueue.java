package io.surgetank.proof.interleaving;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.AsyncDeliveryQueue;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A queue with some jobs, which records how each delivery ended. Leased jobs are never delivered
/// again.
@SuppressWarnings("WaitNotInLoop") // a lease that returns early without a job is allowed
final class ScenarioQueue implements AsyncDeliveryQueue {
  private final Deque<Delivery> waiting = new ArrayDeque<>(); // guarded by this
  private final Map<String, List<String>> ends = new TreeMap<>(); // guarded by this
  private int leased; // guarded by this
  private int handled; // guarded by this
  private int mostUnhandled; // guarded by this

  ScenarioQueue(int jobs) {
    for (int i = 1; i <= jobs; i++) {
      JobId id = ScenarioStore.id(i);
      waiting.add(
          new Delivery(
              new Job(id, ScenarioPipelines.NAME, "{}", Trace.of(id)),
              new Attempt(0, 1, Instant.EPOCH),
              new Receipt("job-" + i)));
    }
  }

  @Override
  public synchronized List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    if (waiting.isEmpty()) wait(atMost.toMillis());
    var taken = new ArrayList<Delivery>();
    while (taken.size() < max && !waiting.isEmpty()) taken.add(waiting.remove());
    leased += taken.size();
    mostUnhandled = Math.max(mostUnhandled, leased - handled);
    return taken;
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    return SettleResult.SETTLED;
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    return end(
        receipt,
        switch (outcome) {
          case Outcome.Processed _ -> "processed";
          case Outcome.Retry _ -> "failed";
          case Outcome.Dead _ -> "dead";
        });
  }

  @Override
  public CompletableFuture<SettleResult> settleAsync(Receipt receipt, Outcome outcome) {
    return CompletableFuture.completedFuture(settle(receipt, outcome));
  }

  @Override
  public SettleResult release(Receipt receipt) {
    return end(receipt, "released");
  }

  private synchronized SettleResult end(Receipt receipt, String how) {
    ends.computeIfAbsent(receipt.value(), _ -> new ArrayList<>()).add(how);
    notifyAll();
    return SettleResult.SETTLED;
  }

  /// A handler ends.
  synchronized void handled() {
    handled++;
  }

  /// The greatest number of leased deliveries whose handler had not ended.
  synchronized int mostUnhandled() {
    return mostUnhandled;
  }

  /// Returns when this number of deliveries has ended.
  synchronized void awaitEnds(int deliveries) throws InterruptedException {
    while (ends.size() < deliveries) wait();
  }

  /// Every leased delivery must have ended once.
  synchronized void check() {
    Expect.equal(ends.size(), leased, "the number of deliveries that ended");
    ends.forEach(
        (receipt, all) -> Expect.that(all.size() == 1, () -> receipt + " ended by " + all));
  }
}
