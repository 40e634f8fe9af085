package io.surgetank.core.intake;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.TokenBucket;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One pipeline's door: everything that can be known to be wrong is found here, before anything is
/// stored.
public final class SubmissionValidator {
  private final Pipeline pipeline;
  private final PayloadSchemaValidator schema;
  private final TokenBucket bucket;

  /// Throws [IllegalArgumentException] when the pipeline's schema cannot be used.
  public SubmissionValidator(Pipeline pipeline, long nanoTime) {
    this.pipeline = pipeline;
    this.schema = PayloadSchemaValidator.of(pipeline.intake().schema());
    this.bucket = new TokenBucket(pipeline.intake().rate(), nanoTime);
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /// Lets one submission by, or says how long to wait: the pipeline's rate.
  public Optional<Validation.RateLimited> hold(long nanoTime) {
    return bucket.tryTake(nanoTime)
        ? Optional.empty()
        : Optional.of(new Validation.RateLimited(Rejection.RATE, bucket.waitAt(nanoTime)));
  }

  /// Takes back that one was let by: it was accepted before, and costs nothing again.
  public void giveBack() {
    bucket.giveBack(1);
  }

  public boolean isLimited() {
    return !pipeline.intake().rate().isUnlimited();
  }

  /// Whether the payload is meant for this pipeline by its member's name.
  boolean isNamedBy(JsonNode payload) {
    return switch (pipeline.intake().selector()) {
      case Intake.Selector.HasMember(var name) -> payload.isObject() && payload.has(name);
      case Intake.Selector.Any() -> false;
    };
  }

  boolean takesAny() {
    return switch (pipeline.intake().selector()) {
      case Intake.Selector.Any() -> true;
      case Intake.Selector.HasMember(_) -> false;
    };
  }

  /// Checks a payload that would become the job `id`.
  public Validation check(
      ParseResult.Parsed payload, IdempotencyKeyHeader header, JobId id, Optional<Trace> trace) {
    JsonNode node = payload.node();
    List<Violation> faults = new ArrayList<>(node.isObject() ? List.of() : notAnObject());
    if (faults.isEmpty()) faults.addAll(schema.faults(node, payload.text().length()));
    if (faults.isEmpty()) {
      noClientId(node).ifPresent(faults::add);
      noOrderingKey(node).ifPresent(faults::add);
    }
    Rejection why = faults.isEmpty() ? Rejection.KEY : Rejection.INVALID;
    noKey(header).ifPresent(faults::add);
    if (!faults.isEmpty()) return new Validation.Invalid(why, faults);
    var job = new Job(id, pipeline.name(), payload.text(), trace.orElseGet(() -> Trace.of(id)));
    List<JobKey> keys = keys(node, header);
    var submission =
        keys.isEmpty()
            ? Submission.withoutKeys(job)
            : Submission.withKeys(job, keys, Fingerprint.of(node));
    if (header instanceof IdempotencyKeyHeader.Element(var key, var fingerprint, var size, _))
      submission = submission.in(new KeyedBatch(named(key), fingerprint, size));
    return new Validation.Valid(orderingKey(node).map(submission::behind).orElse(submission));
  }

  /// The keys that a payload comes with, as far as they can be read.
  public List<JobKey> keys(JsonNode payload, IdempotencyKeyHeader header) {
    var keys = new ArrayList<JobKey>(2);
    switch (header) {
      case IdempotencyKeyHeader.Given(var key) -> keys.add(named(key));
      case IdempotencyKeyHeader.Element(var key, _, _, var index) ->
          keys.add(named(key).element(index));
      case IdempotencyKeyHeader.Invalid _, IdempotencyKeyHeader.None _ -> {}
    }
    clientId(payload)
        .ifPresent(id -> keys.add(new JobKey(intake().path(), JobKey.Kind.CLIENT_ID, id)));
    return keys;
  }

  private JobKey named(String key) {
    return new JobKey(intake().path(), JobKey.Kind.IDEMPOTENCY_KEY, key);
  }

  private Intake intake() {
    return pipeline.intake();
  }

  private static List<Violation> notAnObject() {
    return List.of(Violation.ofWhole("a job is a JSON object, such as {\"name\": \"value\"}"));
  }

  private Optional<Violation> noKey(IdempotencyKeyHeader header) {
    return switch (header) {
      case IdempotencyKeyHeader.Given _, IdempotencyKeyHeader.Element _ -> Optional.empty();
      case IdempotencyKeyHeader.Invalid(var detail) -> Optional.of(Violation.ofWhole(detail));
      case IdempotencyKeyHeader.None() ->
          intake().idempotency() == Intake.Idempotency.REQUIRED
              ? Optional.of(
                  Violation.ofWhole(
                      "this pipeline needs an Idempotency-Key header; send a new one per job, and"
                          + " the same one when you repeat a submission"))
              : Optional.empty();
    };
  }

  /// The client's own id in the payload.
  private Optional<String> clientId(JsonNode payload) {
    return intake().clientId().member().flatMap(member -> name(payload.path(member)));
  }

  private Optional<Violation> noClientId(JsonNode payload) {
    return intake()
        .clientId()
        .member()
        .filter(member -> name(payload.path(member)).isEmpty())
        .map(member -> noName("own id", member));
  }

  private Optional<Violation> noOrderingKey(JsonNode payload) {
    return switch (pipeline.work().ordering()) {
      case Ordering.ByMember(var member) when name(payload.path(member)).isEmpty() ->
          Optional.of(noName("ordering key", member));
      case Ordering.ByMember(_), Ordering.None() -> Optional.empty();
    };
  }

  private Optional<OrderingKey> orderingKey(JsonNode payload) {
    return switch (pipeline.work().ordering()) {
      case Ordering.ByMember(var member) -> name(payload.path(member)).map(OrderingKey::of);
      case Ordering.None() -> Optional.empty();
    };
  }

  /// Text as it is, an integer by its digits, so that 1 and "1" are one name.
  private static Optional<String> name(JsonNode value) {
    String name =
        value.isString()
            ? value.stringValue()
            : value.isIntegralNumber() ? value.bigIntegerValue().toString() : "";
    boolean fits = !name.isEmpty() && name.length() <= JobKey.MAX_LENGTH;
    return fits ? Optional.of(name) : Optional.empty();
  }

  private static Violation noName(String what, String member) {
    return new Violation(
        "/" + Violation.step(member),
        "the job's %s is a string of 1 to %d characters or an integer"
            .formatted(what, JobKey.MAX_LENGTH));
  }
}
