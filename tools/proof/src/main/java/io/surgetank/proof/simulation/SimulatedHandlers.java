package io.surgetank.proof.simulation;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Handlers that succeed, fail, are slow or never return, as the seed, the payload and the number
/// of the attempt decide. They check that no attempt is handled twice, and the concurrency.
final class SimulatedHandlers {
  /// Begins the failure of a job that must not be retried.
  static final String FINAL = "final";

  /// The failure of an attempt whose handler chose the time of the next one.
  static final String ASKED_TO_WAIT = "asked to wait";

  private record Handled(String job, int round, int number) {}

  private final long seed;
  private final SimulatedThreads threads;
  private final Violations violations;
  private final Map<PipelineName, Integer> running = new HashMap<>();
  private final Set<Handled> handled = new HashSet<>();

  SimulatedHandlers(long seed, SimulatedThreads threads, Violations violations) {
    this.seed = seed;
    this.threads = threads;
    this.violations = violations;
  }

  @SuppressWarnings("NullAway") // some handlers return null, although they must not
  Handler of(Pipeline pipeline) {
    return (job, attempt) -> handle(pipeline, job, attempt);
  }

  @Nullable
  private Outcome handle(Pipeline pipeline, Job job, Attempt attempt) throws Exception {
    if (threads.isDead()) throw new InterruptedException();
    enter(pipeline, job, attempt);
    try {
      return act(new SplittableRandom(hash(job, attempt)));
    } finally {
      running.merge(pipeline.name(), -1, Integer::sum);
    }
  }

  private void enter(Pipeline pipeline, Job job, Attempt attempt) {
    int now = running.merge(pipeline.name(), 1, Integer::sum);
    int most = pipeline.work().concurrency();
    violations.check(now <= most, "%d handlers of %s run at once", now, pipeline.name());
    violations.check(
        handled.add(new Handled(job.id().toString(), attempt.round(), attempt.number())),
        "attempt %s of %s was delivered twice",
        attempt,
        job.id());
  }

  private long hash(Job job, Attempt attempt) {
    long hash = seed * 31 + job.payload().hashCode();
    return (hash * 31 + attempt.round()) * 31 + attempt.number();
  }

  @Nullable
  private Outcome act(SplittableRandom random) throws Exception {
    int roll = random.nextInt(100);
    if (roll < 35) return done();
    if (roll < 55) return doneAfter(Duration.ofMillis(random.nextLong(50)));
    if (roll < 63) return doneAfter(Duration.ofMillis(random.nextLong(8_000)));
    if (roll < 73) throw new IOException("the receiver is unavailable");
    if (roll < 78)
      return new Outcome.Retry(Duration.ofMillis(random.nextLong(90_000)), ASKED_TO_WAIT);
    if (roll < 82) return new Outcome.Dead(FINAL + ": the receiver does not know this job");
    if (roll < 88) return untilTimeout();
    if (roll < 92) return ignoringInterrupts(Duration.ofMillis(random.nextLong(90_000)));
    if (roll < 95) return null;
    if (roll < 98) return new Outcome.Processed("{\"no JSON");
    throw new StackOverflowError();
  }

  private Outcome doneAfter(Duration time) throws InterruptedException {
    threads.sleep(time);
    return done();
  }

  /// In steps: while the process is suspended, it makes at most one.
  private Outcome untilTimeout() throws InterruptedException {
    int steps = (int) SimulatedPipelines.TIMEOUT.multipliedBy(10).toSeconds();
    for (int i = 0; i < steps; i++) threads.sleep(Duration.ofSeconds(1));
    violations.add("a handler ran for %d s and was not timed out", steps);
    return done();
  }

  private Outcome ignoringInterrupts(Duration time) {
    long until = threads.nanoTime() + time.toNanos();
    while (threads.nanoTime() < until && !threads.isDead())
      threads.sleepIgnoringInterrupts(Duration.ofNanos(until - threads.nanoTime()));
    return done();
  }

  private static Outcome done() {
    return new Outcome.Processed("{\"done\":true}");
  }
}
