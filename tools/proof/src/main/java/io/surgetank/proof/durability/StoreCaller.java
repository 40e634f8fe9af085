package io.surgetank.proof.durability;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.proof.durability.JobState.Phase;
import io.surgetank.proof.durability.StoreCall.PutJob;
import io.surgetank.sqlite.SqliteEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Makes random calls for the jobs of one pipeline, one after another, and reports each before it
/// begins and after it returned.
final class StoreCaller {
  private static final int MAX_BATCH = 6;
  private static final int KEYS = 12;

  private final SqliteEngine engine;
  private final PipelineName pipeline;
  private final CallRecord record;
  private final JobIds ids;
  private final Random random;
  private final List<JobId> put = new ArrayList<>();
  private final List<Delivery> held = new ArrayList<>();

  /// Numbers and reports the calls of all threads.
  record CallRecord(Consumer<StoreNote> notes, AtomicInteger last, StepClock clock) {
    void call(StoreCall what, Supplier<List<String>> work) {
      int number = last.incrementAndGet();
      notes.accept(new StoreNote.Began(number, clock.millis(), what));
      notes.accept(new StoreNote.Returned(number, work.get()));
    }

    /// The same for an operator's call, whose actor is named after the call's number.
    void callAs(StoreCall what, ToLongFunction<String> work) {
      int number = last.incrementAndGet();
      notes.accept(new StoreNote.Began(number, clock.millis(), what));
      long jobs = work.applyAsLong(StoreNote.actor(number));
      notes.accept(new StoreNote.Returned(number, List.of(Long.toString(jobs))));
    }
  }

  StoreCaller(
      SqliteEngine engine, PipelineName pipeline, CallRecord record, JobIds ids, Random random) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.record = record;
    this.ids = ids;
    this.random = random;
  }

  /// Makes one random call.
  void call() {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> put(1);
      case 4, 5 -> put(2 + random.nextInt(MAX_BATCH - 1));
      case 6, 7, 8, 9 -> lease();
      case 10, 11 -> settle(Phase.PROCESSED);
      case 12, 13, 14 -> settle(Phase.DEAD);
      case 15 -> settle(Phase.RETRYING);
      case 16 -> release();
      case 17 -> cancel();
      case 18 -> redrive();
      default -> purge();
    }
  }

  /// Makes one random call. If no job was released or retried before, and the pipeline is not
  /// ordered, the store records it only in its commit log.
  void callLogged() {
    switch (random.nextInt(5)) {
      case 0, 1 -> put(List.of(job("")));
      case 2 -> put(List.of(job(pipeline + "-only-" + random.nextLong())));
      case 3 -> lease();
      default -> settle(Phase.PROCESSED);
    }
  }

  /// The leases have expired.
  void forgetLeases() {
    held.clear();
  }

  /// Puts one job without a key. Returns whether the store acknowledged it.
  boolean putOne() {
    int before = put.size();
    put(List.of(job("")));
    return put.size() > before;
  }

  private void put(int n) {
    var jobs = new ArrayList<PutJob>();
    for (int i = 0; i < n; i++)
      jobs.add(job(random.nextInt(3) == 0 ? pipeline + "-" + random.nextInt(KEYS) : ""));
    put(jobs);
  }

  private PutJob job(String key) {
    // Few payloads, so that some keys are repeated with an equal one; some need overflow pages.
    int length = random.nextInt(8) == 0 ? 9_000 : 10;
    String payload =
        "{\"account\":%d,\"text\":\"%s\"}"
            .formatted(random.nextInt(3), "abcdefghij".repeat(length / 10));
    return new PutJob(ids.next(), pipeline, key, payload);
  }

  private void put(List<PutJob> jobs) {
    record.call(
        new StoreCall.Put(jobs),
        () -> {
          List<PutResult> results =
              engine.jobs().put(jobs.stream().map(StoreCaller::submission).toList());
          for (int i = 0; i < results.size(); i++)
            if (results.get(i) instanceof PutResult.Stored) put.add(jobs.get(i).id());
          return results.stream().map(StoreCaller::text).toList();
        });
  }

  private static Submission submission(PutJob put) {
    var job = new Job(put.id(), put.pipeline(), put.payload(), Trace.of(put.id()));
    Submission submission =
        put.key().isEmpty()
            ? Submission.withoutKeys(job)
            : Submission.withKeys(
                job, List.of(key(put)), Integer.toHexString(put.payload().hashCode()));
    return put.pipeline().equals(StorePipelines.ORDERED)
        ? submission.withOrderingKey(OrderingKey.of(put.payload().substring(0, 12)))
        : submission;
  }

  static JobKey key(PutJob put) {
    return new JobKey("/" + put.pipeline(), JobKey.Kind.IDEMPOTENCY_KEY, put.key());
  }

  private static String text(PutResult result) {
    return switch (result) {
      case PutResult.Stored _ -> "stored";
      case PutResult.Existing _ -> "existing";
      case PutResult.KeyTaken _ -> "key taken";
      case PutResult.TooManyKeys _ -> "too many keys";
      case PutResult.Full _ -> "full";
    };
  }

  private void lease() {
    record.call(
        new StoreCall.Lease(pipeline),
        () -> {
          var results = new ArrayList<String>();
          for (Delivery delivery : leased(1 + random.nextInt(MAX_BATCH))) {
            held.add(delivery);
            results.add(delivery.job().id().toString());
            results.add(Integer.toString(delivery.attempt().round()));
            results.add(Integer.toString(delivery.attempt().number()));
          }
          return results;
        });
  }

  private List<Delivery> leased(int max) {
    try {
      return engine.queue().lease(pipeline, max, Duration.ZERO);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private void settle(Phase end) {
    if (held.isEmpty()) return;
    Delivery delivery = held.remove(random.nextInt(held.size()));
    // The store records any outcome; after the last attempt, workers decide to give up.
    Phase possible =
        end == Phase.RETRYING && delivery.attempt().number() >= StorePipelines.ATTEMPTS
            ? Phase.DEAD
            : end;
    Outcome outcome =
        switch (possible) {
          case PROCESSED -> new Outcome.Processed("{\"done\":true}");
          case DEAD -> new Outcome.Dead("given up");
          default -> new Outcome.Retry(Duration.ZERO, "failed");
        };
    record.call(
        new StoreCall.Settle(delivery.job().id(), possible),
        () -> List.of(engine.queue().settle(delivery.receipt(), outcome).name()));
  }

  private void release() {
    if (held.isEmpty()) return;
    Delivery delivery = held.remove(random.nextInt(held.size()));
    record.call(
        new StoreCall.Release(delivery.job().id()),
        () -> List.of(engine.queue().release(delivery.receipt()).name()));
  }

  void releaseAll() {
    while (!held.isEmpty()) release();
  }

  private void cancel() {
    if (put.isEmpty()) return;
    JobId id = put.get(random.nextInt(put.size()));
    record.call(
        new StoreCall.Cancel(id),
        () ->
            List.of(
                switch (engine.jobs().cancel(id)) {
                  case CancelResult.Cancelled _ -> "cancelled";
                  case CancelResult.TooLate _ -> "too late";
                  case CancelResult.Unknown() -> "unknown";
                }));
  }

  private void redrive() {
    var filter = new DeadLetterFilter(List.of(), List.of(pipeline), "");
    record.callAs(
        new StoreCall.Redrive(pipeline),
        actor -> engine.deadLetters().redrive(filter, actor).jobs());
  }

  private void purge() {
    var filter = new DeadLetterFilter(List.of(), List.of(pipeline), "");
    record.callAs(
        new StoreCall.Purge(pipeline), actor -> engine.deadLetters().purge(filter, actor).jobs());
  }
}
