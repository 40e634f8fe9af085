package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Measures the engine alone, with 300-byte orders: batches of G accepted at once, then leased and
/// settled in batches; and many callers with one job each. Run by hand.
final class Measure {
  private static final String PAYLOAD =
      "{\"productId\":\"TEST-12345\",\"quantity\":3,\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00,\"note\":\""
          + "x".repeat(190)
          + "\"}";
  private static final Outcome DONE =
      new Outcome.Processed("{\"total\":300.00,\"currency\":\"EUR\"}");

  private Measure() {}

  public static void main(String[] args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("measure");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    var clock = InstantSource.system();
    var dependencies = EngineDependencies.of(clock, _ -> {}, folder);
    try (var engine =
        SqliteEngine.open(folder, SamplePipelines.withBacklog(100_000_000), dependencies)) {
      var ids = new JobIds(clock, new Random(), engine.lastSequence());
      for (int round = 0; round < rounds; round++)
        for (int group : new int[] {1, 100, 256}) groups(engine, ids, group);
      for (int round = 0; round < rounds; round++)
        for (int callers : new int[] {64, 512}) callers(engine, ids, callers);
      System.out.println(engine.ledger().counters());
      long start = System.nanoTime();
      var report = engine.ledger().verify();
      System.out.printf(
          "verified %d records: passes=%s in %.0f ms%n",
          report.records(), report.passes(), (System.nanoTime() - start) / 1e6);
    }
  }

  private static long lastCpu;

  /// The process's CPU per job since the last time, compiler and collector included.
  private static void cpu(int jobs) {
    long now = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    System.out.printf("   CPU %.1f us per job%n", (now - lastCpu) / 1e3 / jobs);
    lastCpu = now;
  }

  private static void groups(SqliteEngine engine, JobIds ids, int group) throws Exception {
    int jobs = group == 1 ? 6_000 : group == 16 ? 40_000 : 100_000;
    jobs -= jobs % group;
    long start = System.nanoTime();
    var times = new ArrayList<Long>();
    for (int i = 0; i < jobs; i += group) {
      List<Submission> batch = new ArrayList<>();
      for (int j = 0; j < group; j++) batch.add(submission(ids));
      long t = System.nanoTime();
      var _ = engine.jobs().put(batch);
      times.add(System.nanoTime() - t);
    }
    long accepted = System.nanoTime();
    drain(engine, jobs, Math.min(group, 100));
    long drained = System.nanoTime();
    times.sort(null);
    System.out.printf(
        "G=%d accept %.0f/s (p50 %.2f p99 %.2f ms), drain %.0f/s, cycle %.0f/s%n",
        group,
        jobs * 1e9 / (accepted - start),
        times.get(times.size() / 2) / 1e6,
        times.get(times.size() * 99 / 100) / 1e6,
        jobs * 1e9 / (drained - accepted),
        jobs * 1e9 / (drained - start));
    cpu(jobs);
  }

  private static void drain(SqliteEngine engine, int jobs, int batch) throws Exception {
    for (int done = 0; done < jobs; ) {
      List<Delivery> leased =
          engine.queue().lease(SamplePipelines.ORDERS, batch, Duration.ofSeconds(5));
      var writes = new ArrayList<SettleWrite>();
      for (Delivery delivery : leased) {
        var queue = (SqliteDeliveryQueue) engine.queue();
        var write = queue.settling(delivery.receipt(), Optional.of(DONE), _ -> true);
        writes.add(write);
      }
      writes.forEach(engine.parts().writer()::submit);
      for (var write : writes) {
        var _ = write.await();
      }
      done += leased.size();
    }
  }

  private static void callers(SqliteEngine engine, JobIds ids, int callers) throws Exception {
    var accepted = new AtomicLong();
    var processed = new AtomicLong();
    long until = System.nanoTime() + 4_000_000_000L;
    long start = System.nanoTime();
    var accepting = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++)
      accepting.add(
          Thread.startVirtualThread(() -> {
            while (System.nanoTime() < until) {
              var _ = engine.jobs().put(List.of(submission(ids)));
              accepted.incrementAndGet();
            }
          }));
    while (System.nanoTime() < until)
      for (Delivery delivery :
          engine.queue().lease(SamplePipelines.ORDERS, 256, Duration.ofMillis(100))) {
        accepting.add(
            Thread.startVirtualThread(() -> {
              var _ = engine.queue().settle(delivery.receipt(), DONE);
              processed.incrementAndGet();
            }));
      }
    for (Thread thread : accepting) thread.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "callers=%d accepted %.0f/s processed %.0f/s%n",
        callers, accepted.get() / seconds, processed.get() / seconds);
    long left = engine.ledger().counters().get(SamplePipelines.ORDERS).unfinished();
    if (left > 0) drain(engine, (int) left, 100);
  }

  private static Submission submission(JobIds ids) {
    var id = ids.next();
    return Submission.withoutKeys(new Job(id, SamplePipelines.ORDERS, PAYLOAD, Trace.of(id)));
  }
}
