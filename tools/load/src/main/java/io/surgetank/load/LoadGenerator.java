package io.surgetank.load;

import io.surgetank.load.follow.ResultRecorder;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.GeneratedSubmission;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.SubmissionResult;
import io.surgetank.load.send.SubmissionSender;
import io.surgetank.load.shape.BatchShape;
import io.surgetank.load.shape.LoadClock;
import io.surgetank.load.shape.RateProfile;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Sends a run's submissions, each when its time has come, and notes what became of them.
///
/// @param threads where a request is sent from; each waits for its answer there
record LoadGenerator(
    LoadClock loadClock,
    Executor threads,
    Submissions submissions,
    SubmissionSender submissionSender,
    Book book) {

  /// Where outcomes are noted.
  record Book(Meter meter, ResultRecorder resultRecorder) {}

  /// What a drive never goes beyond.
  ///
  /// @param most no more requests than this
  /// @param atOnce no more requests than this without an answer
  /// @param over whether to stop early
  record Bounds(long most, int atOnce, BooleanSupplier over) {}

  /// Closed loop: a request begins when there is room, and its latency counts from there.
  void batches(BatchShape batchShape, Bounds bounds) throws InterruptedException {
    var room = new Room(batchShape.concurrency());
    long total = Math.min(batchShape.total(), bounds.most());
    for (long n = 0; n < total && !bounds.over().getAsBoolean(); n++) {
      if (batchShape.beginsBatch(n)) room.untilEmpty();
      if (batchShape.pausesBefore(n))
        loadClock.until(loadClock.nanoTime() + batchShape.delay().toNanos());
      GeneratedSubmission generatedSubmission = submissions.at(n);
      room.enter();
      send(generatedSubmission, loadClock.nanoTime(), room);
    }
    room.untilEmpty();
  }

  /// Open loop: a request's latency counts from when it was meant to begin. Where it began late,
  /// because the server had stalled and there was no more room, the lateness is in it.
  void course(RateProfile rateProfile, Bounds bounds) throws InterruptedException {
    var room = new Room(bounds.atOnce());
    long total = Math.min(rateProfile.requests(), bounds.most());
    long begin = loadClock.nanoTime();
    for (long n = 0; n < total; n++) {
      GeneratedSubmission generatedSubmission = submissions.at(n);
      long intended = begin + rateProfile.startOf(n);
      loadClock.until(intended);
      room.enter();
      if (bounds.over().getAsBoolean()) {
        room.leave();
        break;
      }
      send(generatedSubmission, intended, room);
    }
    room.untilEmpty();
  }

  private void send(GeneratedSubmission generatedSubmission, long intended, Room room) {
    book.resultRecorder().sent();
    book.meter().begin();
    threads.execute(() -> {
      try {
        SubmissionResult submissionResult = submissionSender.send(generatedSubmission);
        long nanos = loadClock.nanoTime() - intended;
        book.meter().answer(submissionResult.code(), nanos, submissionResult.isOverload());
        book.resultRecorder().note(generatedSubmission, submissionResult);
      } finally {
        room.leave();
      }
    });
  }

  /// Requests without an answer, and how many there may be.
  private record Room(int size, Semaphore free) {
    Room(int size) {
      this(size, new Semaphore(size));
    }

    void enter() throws InterruptedException {
      free.acquire();
    }

    void leave() {
      free.release();
    }

    void untilEmpty() throws InterruptedException {
      free.acquire(size);
      free.release(size);
    }
  }
}
