package io.surgetank.accept;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.Trace;
import io.surgetank.ledger.Rejection;
import io.surgetank.pipeline.Intake;
import io.surgetank.pipeline.Ordering;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.TokenBucket;
import io.surgetank.store.Batch;
import io.surgetank.store.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One pipeline's door: everything that can be known to be wrong is found here, before anything is
/// stored.
public final class Gate {
  private final Pipeline pipeline;
  private final SchemaCheck schema;
  private final TokenBucket bucket;

  /// Throws [IllegalArgumentException] when the pipeline's schema cannot be used.
  public Gate(Pipeline pipeline, long nanoTime) {
    this.pipeline = pipeline;
    this.schema = SchemaCheck.of(pipeline.intake().schema());
    this.bucket = new TokenBucket(pipeline.intake().rate(), nanoTime);
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /// Lets one submission by, or says how long to wait: the pipeline's rate.
  public Optional<Check.Held> hold(long nanoTime) {
    return bucket.tryTake(nanoTime)
        ? Optional.empty()
        : Optional.of(new Check.Held(Rejection.RATE, bucket.waitAt(nanoTime)));
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
  public Check check(Reading.Read payload, KeyHeader header, JobId id, Optional<Trace> trace) {
    JsonNode node = payload.node();
    List<Fault> faults = new ArrayList<>(node.isObject() ? List.of() : notAnObject());
    if (faults.isEmpty()) faults.addAll(schema.faults(node, payload.text().length()));
    if (faults.isEmpty()) {
      noClientId(node).ifPresent(faults::add);
      noOrderingKey(node).ifPresent(faults::add);
    }
    Rejection why = faults.isEmpty() ? Rejection.KEY : Rejection.INVALID;
    noKey(header).ifPresent(faults::add);
    if (!faults.isEmpty()) return new Check.Unfit(why, faults);
    var job = new Job(id, pipeline.name(), payload.text(), trace.orElseGet(() -> Trace.of(id)));
    List<JobKey> keys = keys(node, header);
    var submission =
        keys.isEmpty()
            ? Submission.withoutKeys(job)
            : Submission.withKeys(job, keys, Fingerprint.of(node));
    if (header instanceof KeyHeader.Element(var key, var fingerprint, var size, _))
      submission = submission.in(new Batch(named(key), fingerprint, size));
    return new Check.Fit(orderingKey(node).map(submission::behind).orElse(submission));
  }

  /// The keys that a payload comes with, as far as they can be read.
  public List<JobKey> keys(JsonNode payload, KeyHeader header) {
    var keys = new ArrayList<JobKey>(2);
    switch (header) {
      case KeyHeader.Given(var key) -> keys.add(named(key));
      case KeyHeader.Element(var key, _, _, var index) -> keys.add(named(key).element(index));
      case KeyHeader.Unusable _, KeyHeader.None _ -> {}
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

  private static List<Fault> notAnObject() {
    return List.of(Fault.ofWhole("a job is a JSON object, such as {\"name\": \"value\"}"));
  }

  private Optional<Fault> noKey(KeyHeader header) {
    return switch (header) {
      case KeyHeader.Given _, KeyHeader.Element _ -> Optional.empty();
      case KeyHeader.Unusable(var detail) -> Optional.of(Fault.ofWhole(detail));
      case KeyHeader.None() ->
          intake().idempotency() == Intake.Idempotency.REQUIRED
              ? Optional.of(
                  Fault.ofWhole(
                      "this pipeline needs an Idempotency-Key header; send a new one per job, and"
                          + " the same one when you repeat a submission"))
              : Optional.empty();
    };
  }

  /// The client's own id in the payload.
  private Optional<String> clientId(JsonNode payload) {
    return intake().clientId().member().flatMap(member -> name(payload.path(member)));
  }

  private Optional<Fault> noClientId(JsonNode payload) {
    return intake()
        .clientId()
        .member()
        .filter(member -> name(payload.path(member)).isEmpty())
        .map(member -> noName("own id", member));
  }

  private Optional<Fault> noOrderingKey(JsonNode payload) {
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

  private static Fault noName(String what, String member) {
    return new Fault(
        "/" + Fault.step(member),
        "the job's %s is a string of 1 to %d characters or an integer"
            .formatted(what, JobKey.MAX_LENGTH));
  }
}
