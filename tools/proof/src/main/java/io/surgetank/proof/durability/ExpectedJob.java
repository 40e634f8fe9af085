package io.surgetank.proof.durability;

import io.surgetank.proof.durability.StoreCall.PutJob;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A job that was put, and the states in which its record may be. It has one state, unless calls
/// for it have begun and not returned.
final class ExpectedJob {
  final PutJob put;
  private Set<JobState> states = Set.of(JobState.ABSENT);

  ExpectedJob(PutJob put) {
    this.put = put;
  }

  Set<JobState> states() {
    return states;
  }

  /// A call has begun: it may have had its effect or not.
  void mayTake(JobState.CallEffect step) {
    var wider = new LinkedHashSet<>(states);
    for (JobState state : states) step.next(state).ifPresent(wider::add);
    states = Set.copyOf(wider);
  }

  /// A call has returned: the job is in one of the states that fit its result. Throws if none does.
  void is(Predicate<JobState> fits) {
    Set<JobState> rest = states.stream().filter(fits).collect(Collectors.toUnmodifiableSet());
    if (rest.isEmpty())
      throw new IllegalStateException(
          "job " + put.id() + " cannot be in " + states + " by the results of its calls");
    states = rest;
  }

  /// A call without a result to compare has returned in every state.
  void took(UnaryOperator<JobState> step) {
    states = states.stream().map(step).collect(Collectors.toUnmodifiableSet());
  }

  boolean mayBe(JobState seen, long now) {
    return states.stream().anyMatch(state -> state.abandoned(now).looksLike(seen));
  }

  boolean isPresent() {
    return states.stream().noneMatch(state -> state.phase() == JobState.Phase.ABSENT);
  }
}
