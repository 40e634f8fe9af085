package io.surgetank.api;

import io.surgetank.accept.Acceptance;
import io.surgetank.accept.Acceptor;
import io.surgetank.accept.Check;
import io.surgetank.accept.Elements;
import io.surgetank.accept.Fault;
import io.surgetank.accept.Gate;
import io.surgetank.accept.Gates;
import io.surgetank.accept.KeyHeader;
import io.surgetank.accept.Reading;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobKey;
import io.surgetank.job.Trace;
import io.surgetank.json.Json;
import io.surgetank.ledger.Rejection;
import io.surgetank.store.JobStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// What submissions at one path go through, whether they come one by one or many at once.
record Entrance(
    Gates gates, Map<Gate, Reply> replies, JobStore jobs, JobIds ids, LongSupplier nanoTime) {

  /// A submission that was looked at, and the gate it counts for.
  record Seen(Gate gate, Check check, JsonNode payload, Admission.Turn turn) {}

  Admission one() {
    return Admission.one(jobs, nanoTime);
  }

  Admission many(Admission.Many many) {
    return Admission.many(gates, jobs, nanoTime, many);
  }

  /// Looks at one submission. The rate is kept before the schema is looked at, which is the dear
  /// part: refusing must stay cheap.
  Seen see(Elements.Element element, KeyHeader key, Optional<Trace> trace, Admission admission) {
    return switch (element.reading()) {
      case Reading.Unreadable(var faults) -> unfit(Rejection.INVALID, faults);
      case Reading.Read read -> {
        Optional<Gate> selected = gates.select(read.node());
        if (selected.isEmpty()) yield unfit(Rejection.INVALID, List.of(gates.notMeantForAny()));
        Gate gate = selected.get();
        int bound = gate.pipeline().intake().maxBodyBytes();
        if (element.sizeBytes() > bound)
          yield unfit(gate, Rejection.TOO_LARGE, tooLarge(bound), read.node());
        Admission.Turn turn = admission.of(gate, () -> gate.keys(read.node(), key));
        Check check =
            turn instanceof Admission.Turn.Held(var held)
                ? held
                : gate.check(read, key, ids.next(), trace);
        yield new Seen(gate, check, read.node(), turn);
      }
    };
  }

  private Seen unfit(Rejection why, List<Fault> faults) {
    return unfit(gates.first(), why, faults, Json.MAPPER.missingNode());
  }

  private static Seen unfit(Gate gate, Rejection why, List<Fault> faults, JsonNode payload) {
    return new Seen(gate, new Check.Unfit(why, faults), payload, new Admission.Turn.Free());
  }

  /// What becomes of the submissions once they are checked, in their order. A replay gives back
  /// what it took of the rate.
  List<Acceptance> accept(List<Seen> seen) {
    List<Acceptance> acceptances =
        new Acceptor(jobs).accept(seen.stream().map(Seen::check).toList());
    for (int i = 0; i < seen.size(); i++)
      if (seen.get(i).turn() instanceof Admission.Turn.Counted
          && acceptances.get(i) instanceof Acceptance.Replayed) seen.get(i).gate().giveBack();
    return acceptances;
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
      case Acceptance.Conflict _, Acceptance.Crowded _ -> Optional.of(Rejection.KEY_TAKEN);
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
                    "this Idempotency-Key came with something else before: another payload, or,"
                        + " of a batch, other submissions or another order; send a new key";
                case BATCH_ELEMENT ->
                    "this place of the batch came with another payload before; send a new key";
                case CLIENT_ID ->
                    "a job with this id was accepted with another payload; send a new id";
              });
      case Acceptance.Crowded _ ->
          Problem.of(
              Problem.Kind.KEY_TAKEN,
              "this was accepted before under %d other keys, and a job has no more; repeat it with one of them"
                  .formatted(JobKey.MAX_KEYS));
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
