package io.surgetank.api;

import io.surgetank.accept.Acceptance;
import io.surgetank.accept.Check;
import io.surgetank.accept.Elements;
import io.surgetank.accept.Fault;
import io.surgetank.accept.Gate;
import io.surgetank.accept.Gates;
import io.surgetank.accept.KeyHeader;
import io.surgetank.accept.Reading;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.Trace;
import io.surgetank.json.Json;
import io.surgetank.ledger.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// What submissions at one path go through, whether they come one by one or many at once.
record Entrance(Gates gates, Map<Gate, Reply> replies, JobIds ids, LongSupplier nanoTime) {

  /// A submission that was looked at, and the gate it counts for.
  record Seen(Gate gate, Check check, JsonNode payload) {}

  /// Looks at one submission. The rate is kept before the schema is looked at, which is the dear
  /// part: refusing must stay cheap.
  Seen see(Elements.Element element, KeyHeader key, Optional<Trace> trace) {
    return switch (element.reading()) {
      case Reading.Unreadable(var faults) -> unfit(Rejection.INVALID, faults);
      case Reading.Read read -> seeRead(read, element.sizeBytes(), key, trace);
    };
  }

  private Seen seeRead(Reading.Read read, int size, KeyHeader key, Optional<Trace> trace) {
    Optional<Gate> selected = gates.select(read.node());
    if (selected.isEmpty()) return unfit(Rejection.INVALID, List.of(gates.notMeantForAny()));
    Gate gate = selected.get();
    int bound = gate.pipeline().intake().maxBodyBytes();
    if (size > bound)
      return new Seen(gate, new Check.Unfit(Rejection.TOO_LARGE, tooLarge(bound)), read.node());
    Check check =
        gate.hold(nanoTime.getAsLong())
            .<Check>map(held -> held)
            .orElseGet(() -> gate.check(read, key, ids.next(), trace));
    return new Seen(gate, check, read.node());
  }

  private Seen unfit(Rejection why, List<Fault> faults) {
    return new Seen(gates.first(), new Check.Unfit(why, faults), Json.MAPPER.missingNode());
  }

  static List<Fault> tooLarge(int bound) {
    return List.of(
        Fault.ofWhole("a submission has at most " + bound + " bytes here; send less in one"));
  }

  Reply reply(Gate gate) {
    return Objects.requireNonNull(replies.get(gate), "every gate has a reply");
  }

  /// What a replay answers: the first reply again, from what was stored.
  static JsonNode stored(Job job) {
    return Json.read(job.payload());
  }

  /// Why a submission was not accepted, if it was not.
  static Optional<Rejection> rejection(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted _, Acceptance.Replayed _ -> Optional.empty();
      case Acceptance.Rejected(var why, _) -> Optional.of(why);
      case Acceptance.Refused(var why, _) -> Optional.of(why);
      case Acceptance.Conflict _ -> Optional.of(Rejection.KEY_TAKEN);
    };
  }

  /// The problem that a submission's answer is, for those that were not accepted.
  Problem problem(Gate gate, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Rejected(var why, var faults) ->
          Problem.of(kind(why), faults).and(reply(gate).toRejected(faults));
      case Acceptance.Conflict(var key) ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              switch (key.kind()) {
                case IDEMPOTENCY_KEY ->
                    "this Idempotency-Key came with another payload before; send a new key";
                case CLIENT_ID ->
                    "a job with this id was accepted with another payload; send a new id";
              });
      case Acceptance.Refused(var why, var wait) ->
          Problem.wait(
              kind(why),
              why == Rejection.RATE
                  ? "more submissions than this pipeline's rate; send again after the wait"
                  : "too much is waiting here; send again after the wait",
              wait);
      case Acceptance.Accepted _, Acceptance.Replayed _ ->
          throw new IllegalArgumentException("an acceptance is not a problem");
    };
  }

  private static Problem.Kind kind(Rejection why) {
    return Problem.Kind.valueOf(why.name());
  }
}
