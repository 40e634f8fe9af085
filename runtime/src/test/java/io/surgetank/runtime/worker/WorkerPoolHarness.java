package io.surgetank.runtime.worker;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.AttemptContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// A backend whose jobs the pool processes.
record WorkerPoolHarness(JobStore jobs, Ledger ledger, TestClock clock, WorkerPool pool)
    implements AttemptContract.AttemptHarness {
  static WorkerPoolHarness over(
      Ports ports, TestClock clock, Pipelines pipelines, Handler handler) {
    List<HandlerRunner> attemptExecutor =
        pipelines.all().stream()
            .map(pipeline -> new HandlerRunner(pipeline, handler, new Random(1)))
            .toList();
    return new WorkerPoolHarness(
        ports.jobs(),
        ports.ledger(),
        clock,
        new WorkerPool(ports.queue(), attemptExecutor, System::nanoTime));
  }

  record Ports(JobStore jobs, DeliveryQueue queue, Ledger ledger) {}

  @Override
  public void work(List<Job> work) throws InterruptedException {
    pool.start();
    for (Job job : work) {
      JobRecord record = jobs.awaitEnd(job.id(), Duration.ofSeconds(60)).orElseThrow();
      if (!record.status().isEnd()) throw new AssertionError("not finished: " + record);
    }
  }

  void stop() throws InterruptedException {
    if (!pool.stop(Duration.ofSeconds(5))) throw new AssertionError("a handler did not end");
  }
}
