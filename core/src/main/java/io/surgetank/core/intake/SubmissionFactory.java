package io.surgetank.core.intake;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Creates the submissions of one pipeline from payloads, or reports all violations.
public final class SubmissionFactory {
  private final Pipeline pipeline;
  private final PayloadSchemaValidator schema;

  /// Throws [IllegalArgumentException] when the pipeline's schema cannot be used.
  ///
  /// @param incidents is given every unexpected failure of the validator
  public SubmissionFactory(Pipeline pipeline, Consumer<ValidatorException> incidents) {
    this.pipeline = pipeline;
    this.schema =
        PayloadSchemaValidator.of(
            pipeline.intake().schema(),
            thrown -> incidents.accept(ValidatorException.of(pipeline.name(), thrown)));
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /// Whether the payload has the member that selects this pipeline.
  boolean hasMemberIn(JsonNode payload) {
    return switch (pipeline.intake().selector()) {
      case Intake.Selector.HasMember(var name) -> payload.isObject() && payload.has(name);
      case Intake.Selector.Any() -> false;
    };
  }

  boolean acceptsAny() {
    return switch (pipeline.intake().selector()) {
      case Intake.Selector.Any() -> true;
      case Intake.Selector.HasMember(_) -> false;
    };
  }

  /// The submission of the job `id` with this payload.
  public Validation create(
      ParseResult.Parsed payload, IdempotencyKeyHeader header, JobId id, SubmissionSource source) {
    JsonNode node = payload.node();
    List<Violation> violations = violations(payload);
    Rejection why = violations.isEmpty() ? Rejection.KEY : Rejection.INVALID;
    keyViolation(header).ifPresent(violations::add);
    if (!violations.isEmpty()) return new Validation.Invalid(why, violations);
    Principal principal = source.principal();
    Trace trace = source.trace().orElseGet(() -> Trace.of(id));
    var job = new Job(id, pipeline.name(), payload.text(), trace, principal.owner());
    List<JobKey> keys = keys(node, header, principal);
    var submission =
        keys.isEmpty()
            ? Submission.withoutKeys(job)
            : Submission.withKeys(job, keys, Fingerprint.of(node));
    if (header instanceof IdempotencyKeyHeader.Element(var key, var fingerprint, var size, _))
      submission = submission.inBatch(new KeyedBatch(named(key, principal), fingerprint, size));
    return new Validation.Valid(
        orderingKey(node, job.owner()).map(submission::withOrderingKey).orElse(submission));
  }

  /// The submission of a job that is to be moved to this pipeline from another one. Its keys stay
  /// as they are, so none is required.
  public Validation createMoved(Job job) {
    byte[] payload = job.payload().getBytes(StandardCharsets.UTF_8);
    if (payload.length > intake().maxBodyBytes())
      return invalid(Violation.ofWhole("is larger than " + intake().maxBodyBytes() + " bytes"));
    return switch (JsonReader.read(payload)) {
      case ParseResult.Malformed(var violations) ->
          new Validation.Invalid(Rejection.INVALID, violations);
      case ParseResult.Parsed parsed -> createMoved(parsed, job);
    };
  }

  private Validation createMoved(ParseResult.Parsed payload, Job job) {
    List<Violation> violations = violations(payload);
    if (!violations.isEmpty()) return new Validation.Invalid(Rejection.INVALID, violations);
    var moved = new Job(job.id(), pipeline.name(), job.payload(), job.trace(), job.owner());
    var submission = Submission.withoutKeys(moved);
    return new Validation.Valid(
        orderingKey(payload.node(), job.owner())
            .map(submission::withOrderingKey)
            .orElse(submission));
  }

  private static Validation invalid(Violation violation) {
    return new Validation.Invalid(Rejection.INVALID, List.of(violation));
  }

  /// All violations of a payload.
  private List<Violation> violations(ParseResult.Parsed payload) {
    JsonNode node = payload.node();
    List<Violation> violations = new ArrayList<>(node.isObject() ? List.of() : notAnObject());
    if (violations.isEmpty()) violations.addAll(schema.violations(node, payload.text().length()));
    if (violations.isEmpty()) {
      clientIdViolation(node).ifPresent(violations::add);
      orderingKeyViolation(node).ifPresent(violations::add);
    }
    return violations;
  }

  /// The keys of a principal's submission, as far as they are readable.
  public List<JobKey> keys(JsonNode payload, IdempotencyKeyHeader header, Principal principal) {
    var keys = new ArrayList<JobKey>(2);
    switch (header) {
      case IdempotencyKeyHeader.Given(var key) -> keys.add(named(key, principal));
      case IdempotencyKeyHeader.Element(var key, _, _, var index) ->
          keys.add(named(key, principal).element(index));
      case IdempotencyKeyHeader.Invalid _, IdempotencyKeyHeader.None _ -> {}
    }
    clientId(payload)
        .ifPresent(id ->
            keys.add(new JobKey(principal.keyPath(intake().path()), JobKey.Kind.CLIENT_ID, id)));
    return keys;
  }

  private JobKey named(String key, Principal principal) {
    return new JobKey(principal.keyPath(intake().path()), JobKey.Kind.IDEMPOTENCY_KEY, key);
  }

  private Intake intake() {
    return pipeline.intake();
  }

  private static List<Violation> notAnObject() {
    return List.of(Violation.ofWhole("a job must be a JSON object such as {\"name\": \"value\"}"));
  }

  private Optional<Violation> keyViolation(IdempotencyKeyHeader header) {
    return switch (header) {
      case IdempotencyKeyHeader.Given _, IdempotencyKeyHeader.Element _ -> Optional.empty();
      case IdempotencyKeyHeader.Invalid(var detail) -> Optional.of(Violation.ofWhole(detail));
      case IdempotencyKeyHeader.None() ->
          intake().idempotency() == Intake.Idempotency.REQUIRED
              ? Optional.of(
                  Violation.ofWhole(
                      "this pipeline requires an Idempotency-Key header; send a new key per job,"
                          + " and the same key when you repeat a submission"))
              : Optional.empty();
    };
  }

  /// The client's id in the payload.
  private Optional<String> clientId(JsonNode payload) {
    return intake().clientId().member().flatMap(member -> name(payload.path(member)));
  }

  private Optional<Violation> clientIdViolation(JsonNode payload) {
    return intake()
        .clientId()
        .member()
        .filter(member -> name(payload.path(member)).isEmpty())
        .map(member -> invalidName("client id", member));
  }

  private Optional<Violation> orderingKeyViolation(JsonNode payload) {
    return switch (pipeline.work().ordering()) {
      case Ordering.ByMember(var member) when name(payload.path(member)).isEmpty() ->
          Optional.of(invalidName("ordering key", member));
      case Ordering.ByMember(_), Ordering.None() -> Optional.empty();
    };
  }

  private Optional<OrderingKey> orderingKey(JsonNode payload, Owner owner) {
    return switch (pipeline.work().ordering()) {
      case Ordering.ByMember(var member) ->
          name(payload.path(member)).map(value -> OrderingKey.of(value, owner));
      case Ordering.None() -> Optional.empty();
    };
  }

  /// A string as it is, an integer as its digits, so that 1 and "1" are the same.
  private static Optional<String> name(JsonNode value) {
    String name =
        value.isString()
            ? value.stringValue()
            : value.isIntegralNumber() ? value.bigIntegerValue().toString() : "";
    boolean fits = !name.isEmpty() && name.length() <= JobKey.MAX_LENGTH;
    return fits ? Optional.of(name) : Optional.empty();
  }

  private static Violation invalidName(String what, String member) {
    return new Violation(
        "/" + Violation.step(member),
        "the job's %s must be a string of 1 to %d characters or an integer"
            .formatted(what, JobKey.MAX_LENGTH));
  }
}
