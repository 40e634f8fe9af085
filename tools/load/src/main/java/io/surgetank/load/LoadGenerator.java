package io.surgetank.load;

import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.GeneratedSubmission;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.profile.ClosedLoop;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.load.profile.RateProfile;
import io.surgetank.load.reconcile.ResultRecorder;
import io.surgetank.load.send.SubmissionResult;
import io.surgetank.load.send.SubmissionSender;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Sends the submissions of a run at their times and records the results.
///
/// @param threads run the requests; each blocks until its response
record LoadGenerator(
    LoadClock loadClock,
    Executor threads,
    Submissions submissions,
    SubmissionSender submissionSender,
    Recorders recorders) {

  record Recorders(Meter meter, ResultRecorder resultRecorder) {}

  /// @param isOver whether to stop early
  record Bounds(long maxRequests, int maxInFlight, BooleanSupplier isOver) {}

  /// Closed loop: a request starts when a permit is free, and its latency counts from then.
  void closedLoop(ClosedLoop batchShape, Bounds bounds) throws InterruptedException {
    var inFlight = new InFlight(batchShape.concurrency());
    long total = Math.min(batchShape.total(), bounds.maxRequests());
    for (long n = 0; n < total && !bounds.isOver().getAsBoolean(); n++) {
      if (batchShape.beginsBatch(n)) inFlight.awaitNone();
      if (batchShape.pausesBefore(n))
        loadClock.until(loadClock.nanoTime() + batchShape.delay().toNanos());
      GeneratedSubmission generatedSubmission = submissions.at(n);
      inFlight.acquire();
      send(generatedSubmission, loadClock.nanoTime(), inFlight);
    }
    inFlight.awaitNone();
  }

  /// Open loop: latency counts from the intended start. It includes the delay of a request that
  /// started late because a stalled server used up all permits.
  void openLoop(RateProfile rateProfile, Bounds bounds) throws InterruptedException {
    var inFlight = new InFlight(bounds.maxInFlight());
    long total = Math.min(rateProfile.requests(), bounds.maxRequests());
    long begin = loadClock.nanoTime();
    for (long n = 0; n < total; n++) {
      GeneratedSubmission generatedSubmission = submissions.at(n);
      long intended = begin + rateProfile.startOf(n);
      loadClock.until(intended);
      inFlight.acquire();
      if (bounds.isOver().getAsBoolean()) {
        inFlight.release();
        break;
      }
      send(generatedSubmission, intended, inFlight);
    }
    inFlight.awaitNone();
  }

  private void send(GeneratedSubmission generatedSubmission, long intended, InFlight inFlight) {
    recorders.resultRecorder().sent();
    recorders.meter().begin();
    threads.execute(() -> {
      try {
        SubmissionResult submissionResult = submissionSender.send(generatedSubmission);
        long nanos = loadClock.nanoTime() - intended;
        recorders.meter().record(submissionResult.code(), nanos, submissionResult.isOverload());
        recorders.resultRecorder().record(generatedSubmission, submissionResult);
      } finally {
        inFlight.release();
      }
    });
  }

  /// Limits the requests without a response.
  private record InFlight(int max, Semaphore permits) {
    InFlight(int max) {
      this(max, new Semaphore(max));
    }

    void acquire() throws InterruptedException {
      permits.acquire();
    }

    void release() {
      permits.release();
    }

    void awaitNone() throws InterruptedException {
      permits.acquire(max);
      permits.release(max);
    }
  }
}
