package io.surgetank.load;

import io.surgetank.load.follow.Receipts;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.Submission;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.Answer;
import io.surgetank.load.send.Sender;
import io.surgetank.load.shape.Batches;
import io.surgetank.load.shape.Course;
import io.surgetank.load.shape.Pace;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Sends a run's submissions, each when its time has come, and notes what became of them.
///
/// @param threads where a request is sent from; each waits for its answer there
record Drive(Pace pace, Executor threads, Submissions submissions, Sender sender, Book book) {

  /// Where outcomes are noted.
  record Book(Meter meter, Receipts receipts) {}

  /// What a drive never goes beyond.
  ///
  /// @param most no more requests than this
  /// @param atOnce no more requests than this without an answer
  /// @param over whether to stop early
  record Bounds(long most, int atOnce, BooleanSupplier over) {}

  /// Closed loop: a request begins when there is room, and its latency counts from there.
  void batches(Batches batches, Bounds bounds) throws InterruptedException {
    var room = new Room(batches.concurrency());
    long total = Math.min(batches.total(), bounds.most());
    for (long n = 0; n < total && !bounds.over().getAsBoolean(); n++) {
      if (batches.beginsBatch(n)) room.untilEmpty();
      if (batches.pausesBefore(n)) pace.until(pace.nanoTime() + batches.delay().toNanos());
      Submission submission = submissions.at(n);
      room.enter();
      send(submission, pace.nanoTime(), room);
    }
    room.untilEmpty();
  }

  /// Open loop: a request's latency counts from when it was meant to begin. Where it began late,
  /// because the server had stalled and there was no more room, the lateness is in it.
  void course(Course course, Bounds bounds) throws InterruptedException {
    var room = new Room(bounds.atOnce());
    long total = Math.min(course.requests(), bounds.most());
    long begin = pace.nanoTime();
    for (long n = 0; n < total; n++) {
      Submission submission = submissions.at(n);
      long intended = begin + course.startOf(n);
      pace.until(intended);
      room.enter();
      if (bounds.over().getAsBoolean()) {
        room.leave();
        break;
      }
      send(submission, intended, room);
    }
    room.untilEmpty();
  }

  private void send(Submission submission, long intended, Room room) {
    book.receipts().sent();
    book.meter().begin();
    threads.execute(() -> {
      try {
        Answer answer = sender.send(submission);
        long nanos = pace.nanoTime() - intended;
        book.meter().answer(answer.code(), nanos, answer.isOverload());
        book.receipts().note(submission, answer);
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
