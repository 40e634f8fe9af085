package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/// A handler with random delays and failures, for tests. It uses the simulation's seed, so the same
/// number of attempts has the same delays and failures.
public final class SimulatedHandler implements Handler {
  private final Handler inner;
  private final Simulation simulation;
  private final Sleeper sleeper;

  /// Locked by itself: an attempt's two draws belong together.
  private final Random random;

  private SimulatedHandler(Handler inner, Simulation simulation, Sleeper sleeper) {
    this.inner = inner;
    this.simulation = simulation;
    this.sleeper = sleeper;
    this.random = new Random(simulation.seed());
  }

  /// The handler with the simulation around it; the handler itself when the simulation is off.
  public static Handler around(Handler inner, Simulation simulation, Sleeper sleeper) {
    return simulation.isOff() ? inner : new SimulatedHandler(inner, simulation, sleeper);
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws Exception {
    Draw draw = draw();
    if (draw.delay().isPositive()) sleeper.sleep(draw.delay());
    if (draw.fails()) throw new IOException("simulated failure");
    return inner.handle(job, attempt);
  }

  private record Draw(Duration delay, boolean fails) {}

  private Draw draw() {
    long least = simulation.minDelay().toMillis();
    long most = simulation.maxDelay().toMillis();
    synchronized (random) {
      long delay = random.nextLong(least, most + 1);
      return new Draw(Duration.ofMillis(delay), random.nextDouble() < simulation.failures());
    }
  }
}
