package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A process that accepts and processes jobs, and prints each id after it was acknowledged, until
/// it is killed.
final class KillTarget {
  private KillTarget() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    var clock = InstantSource.system();
    var engine =
        SqliteEngine.open(
            folder, SamplePipelines.PIPELINES, EngineDependencies.of(clock, _ -> {}, folder));
    var ids = new JobIds(clock, new Random(), engine.lastSequence());
    for (int i = 0; i < 4; i++) Thread.ofPlatform().start(() -> accept(engine, ids));
    while (true)
      for (var delivery : engine.queue().lease(SamplePipelines.ORDERS, 20, Duration.ofSeconds(1))) {
        var _ = engine.queue().settle(delivery.receipt(), new Outcome.Processed("{}"));
        System.out.println("done " + delivery.job().id());
      }
  }

  private static void accept(SqliteEngine engine, JobIds ids) {
    while (true) {
      var id = ids.next();
      var job = new Job(id, SamplePipelines.ORDERS, "{\"n\":1.00}", Trace.of(id));
      for (PutResult placed : engine.jobs().put(List.of(Submission.withoutKeys(job))))
        if (placed instanceof PutResult.Stored) System.out.println("put " + id);
    }
  }
}
