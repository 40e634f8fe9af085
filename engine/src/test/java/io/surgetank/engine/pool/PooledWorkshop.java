package io.surgetank.engine.pool;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.AttemptContract;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.store.JobStore;
import io.surgetank.work.Handler;
import io.surgetank.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// A backend whose jobs the pool works.
record PooledWorkshop(JobStore jobs, Ledger ledger, Clockwork clock, WorkerPool pool)
    implements AttemptContract.Workshop {
  static PooledWorkshop over(Ports ports, Clockwork clock, Pipelines pipelines, Handler handler) {
    List<Station> stations =
        pipelines.all().stream()
            .map(pipeline -> new Station(pipeline, new Worker(pipeline, handler, new Random(1))))
            .toList();
    return new PooledWorkshop(
        ports.jobs(),
        ports.ledger(),
        clock,
        new WorkerPool(ports.queue(), stations, System::nanoTime));
  }

  record Ports(JobStore jobs, DeliveryQueue queue, Ledger ledger) {}

  @Override
  public void work(List<Job> work) throws InterruptedException {
    pool.start();
    for (Job job : work) {
      JobRecord record = jobs.awaitEnd(job.id(), Duration.ofSeconds(60)).orElseThrow();
      if (!record.status().isEnd()) throw new AssertionError("not at an end: " + record);
    }
  }

  void stop() throws InterruptedException {
    if (!pool.stop(Duration.ofSeconds(5))) throw new AssertionError("a handler did not end");
  }
}
