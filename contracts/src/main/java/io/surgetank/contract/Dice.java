package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.store.Batch;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.JobQuery;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What chance hands to the two engines that are compared: few values, so that they meet often.
final class Dice {
  private static final int BATCH = 3;

  private final Random random;
  private final List<JobId> known = new ArrayList<>();

  Dice(Random random) {
    this.random = random;
  }

  void learn(JobId id) {
    known.add(id);
  }

  boolean knowsNone() {
    return known.isEmpty();
  }

  Submission submission(JobId id) {
    String payload = "{\"n\":" + random.nextInt(3) + ".00}";
    var job = new Job(id, pipeline(), payload, Trace.of(id));
    var keys = new ArrayList<JobKey>();
    Optional<Batch> batch = random.nextInt(4) == 0 ? Optional.of(batch()) : Optional.empty();
    if (batch.isPresent()) keys.add(batch.get().key().element(random.nextInt(BATCH)));
    else if (random.nextInt(3) == 0) keys.add(key(JobKey.Kind.IDEMPOTENCY_KEY));
    if (random.nextInt(3) == 0) keys.add(key(JobKey.Kind.CLIENT_ID));
    var keyed =
        keys.isEmpty() ? Submission.withoutKeys(job) : Submission.withKeys(job, keys, payload);
    Submission submission = batch.map(keyed::in).orElse(keyed);
    return random.nextBoolean()
        ? submission.behind(OrderingKey.of("account" + random.nextInt(4)))
        : submission;
  }

  /// At a path of any pipeline: they share what they are named by where they share a path.
  JobKey key(JobKey.Kind kind) {
    String path = random.nextInt(4) == 0 ? "/tasks" : "/orders";
    return new JobKey(path, kind, "key" + random.nextInt(12));
  }

  private Batch batch() {
    return new Batch(key(JobKey.Kind.IDEMPOTENCY_KEY), "batch:" + random.nextInt(2), BATCH);
  }

  Outcome outcome() {
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Retry(Duration.ofSeconds(random.nextInt(120)), failure());
      case 1 -> new Outcome.Dead(failure());
      default -> new Outcome.Processed("{\"total\":" + random.nextInt(9) + ".50}");
    };
  }

  DeadFilter filter() {
    return switch (random.nextInt(4)) {
      case 0 -> DeadFilter.EVERYTHING;
      case 1 -> new DeadFilter(List.of(), List.of(pipeline()), "");
      case 2 -> new DeadFilter(List.of(), List.of(), failure());
      default -> new DeadFilter(known.isEmpty() ? List.of() : List.of(anyKnown()), List.of(), "");
    };
  }

  JobQuery query(Instant now) {
    var statuses = EnumSet.allOf(Status.class);
    statuses.removeIf(_ -> random.nextInt(3) == 0);
    if (statuses.isEmpty()) statuses.add(Status.PENDING);
    List<PipelineName> pipelines = random.nextBoolean() ? List.of(ORDERS, TASKS) : List.of(TASKS);
    Instant since = now.minusSeconds(random.nextInt(600));
    Optional<JobId> before =
        known.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(anyKnown());
    return new JobQuery(pipelines, statuses, since, before, 1 + random.nextInt(20));
  }

  PipelineName pipeline() {
    return random.nextInt(3) == 0 ? TASKS : ORDERS;
  }

  JobId anyKnown() {
    return known.get(random.nextInt(known.size()));
  }

  private String failure() {
    return List.of("timeout", "refused", "busy").get(random.nextInt(3));
  }
}
