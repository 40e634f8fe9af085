package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random inputs for the two engines under comparison: few values, so that they collide often.
final class RandomSteps {
  private static final int BATCH = 3;

  private final Random random;
  private final List<JobId> known = new ArrayList<>();

  RandomSteps(Random random) {
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
    Optional<KeyedBatch> batch = random.nextInt(4) == 0 ? Optional.of(batch()) : Optional.empty();
    if (batch.isPresent()) keys.add(batch.get().key().element(random.nextInt(BATCH)));
    else if (random.nextInt(3) == 0) keys.add(key(JobKey.Kind.IDEMPOTENCY_KEY));
    if (random.nextInt(3) == 0) keys.add(key(JobKey.Kind.CLIENT_ID));
    var keyed =
        keys.isEmpty() ? Submission.withoutKeys(job) : Submission.withKeys(job, keys, payload);
    Submission submission = batch.map(keyed::inBatch).orElse(keyed);
    return random.nextBoolean()
        ? submission.withOrderingKey(OrderingKey.of("account" + random.nextInt(4)))
        : submission;
  }

  /// At a path of any pipeline: pipelines that share a path share its keys.
  JobKey key(JobKey.Kind kind) {
    String path = random.nextInt(4) == 0 ? "/tasks" : "/orders";
    return new JobKey(path, kind, "key" + random.nextInt(12));
  }

  private KeyedBatch batch() {
    return new KeyedBatch(key(JobKey.Kind.IDEMPOTENCY_KEY), "batch:" + random.nextInt(2), BATCH);
  }

  List<Move> moves() {
    var moves = new ArrayList<Move>();
    for (int i = random.nextInt(4); i >= 0 && !known.isEmpty(); i--) {
      boolean toOrders = random.nextBoolean();
      Optional<OrderingKey> ordering =
          random.nextBoolean()
              ? Optional.of(OrderingKey.of("account" + random.nextInt(4)))
              : Optional.empty();
      moves.add(
          new Move(anyKnown(), toOrders ? TASKS : ORDERS, toOrders ? ORDERS : TASKS, ordering));
    }
    return moves;
  }

  Outcome outcome() {
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Retry(Duration.ofSeconds(random.nextInt(120)), failure());
      case 1 -> new Outcome.Dead(failure());
      default -> new Outcome.Processed("{\"total\":" + random.nextInt(9) + ".50}");
    };
  }

  DeadLetterFilter filter() {
    return switch (random.nextInt(4)) {
      case 0 -> DeadLetterFilter.EVERYTHING;
      case 1 -> new DeadLetterFilter(List.of(), List.of(pipeline()), "");
      case 2 -> new DeadLetterFilter(List.of(), List.of(), failure());
      default ->
          new DeadLetterFilter(known.isEmpty() ? List.of() : List.of(anyKnown()), List.of(), "");
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
