package io.surgetank.proof.overload;

import io.surgetank.bench.clients.ClosedLoopClients;
import io.surgetank.proof.server.ServerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Sends loads to a server and measures each.
record LoadPhases(OverloadServer server, ServerClient operator, AcknowledgedJobs acknowledged) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final double MOST = 90;

  private interface Load {
    void send(SubmissionRecorder orders, SubmissionRecorder limited) throws IOException;
  }

  /// The normal load again.
  ///
  /// @param recoverySeconds how many passed until one was normal
  record Recovery(PhaseFigures figures, long recoverySeconds) {}

  /// Clients that wait for their jobs.
  PhaseFigures jobClients(int clients, Duration time) throws IOException, InterruptedException {
    return measure((orders, _) ->
        ClosedLoopClients.run(
            server.address(),
            Stream.generate(() -> new JobClient(orders)).limit(clients).toList(),
            time));
  }

  PhaseFigures offered(OfferedLoad load, Duration time) throws IOException, InterruptedException {
    return measure((orders, limited) -> load.send(server.address(), orders, limited, time));
  }

  /// A second is normal if nothing is refused for the backlog, and nine in ten requests are as fast
  /// as 99 of 100 at the peak.
  Recovery recovery(OfferedLoad load, Duration time, long normalMicros)
      throws IOException, InterruptedException {
    long seconds = Math.max(1, time.toSeconds());
    var recovery = new AtomicLong(seconds);
    PhaseFigures figures =
        measure((orders, limited) -> {
          for (long second = 0; second < seconds; second++) {
            var ofSecond = new SubmissionRecorder(acknowledged);
            load.send(server.address(), ofSecond, limited, SECOND);
            boolean isNormal =
                ofSecond.counts().refused() == 0 && ofSecond.acceptedMicros(MOST) <= normalMicros;
            if (isNormal) {
              var _ = recovery.accumulateAndGet(second, Math::min);
            }
            orders.add(ofSecond);
          }
        });
    return new Recovery(figures, recovery.get());
  }

  private PhaseFigures measure(Load load) throws IOException, InterruptedException {
    var orders = new SubmissionRecorder(acknowledged);
    var limited = new SubmissionRecorder(acknowledged);
    long processed = processed();
    Duration cpu = server.usage().cpu();
    long start = System.nanoTime();
    load.send(orders, limited);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new PhaseFigures(
        seconds,
        orders.counts().plus(limited.counts()),
        processed() - processed,
        orders.acceptedMicros(99),
        orders.acceptedMaxMicros(),
        orders.refusedMicros(99),
        server.usage().cpu().minus(cpu).toNanos() / 1_000);
  }

  private long processed() throws IOException, InterruptedException {
    return operator.metrics().ofPipeline("orders", "processed_total");
  }

  /// Returns when all jobs have ended. False after `atMost`.
  boolean awaitIdle(Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (operator.metrics().sum("unfinished_jobs") > 0) {
      if (System.nanoTime() > end) return false;
      Thread.sleep(Duration.ofMillis(50));
    }
    return true;
  }
}
