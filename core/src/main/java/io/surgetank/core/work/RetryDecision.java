package io.surgetank.core.work;

import io.surgetank.core.pipeline.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What follows from an attempt that did not succeed: another one, or the end. Pure, so that every
/// backend decides alike.
public final class RetryDecision {
  /// What stands in the history of an attempt whose worker was not heard of again.
  public static final String LEASE_RAN_OUT = "the lease ran out before the attempt was settled";

  /// What stands in the history of an attempt that was running when the process died.
  public static final String CUT_OFF = "the process died during the attempt";

  /// What stands in the history of an attempt whose handler called `System.exit`.
  public static final String ENDED_THE_PROCESS = "the handler ended the process";

  private RetryDecision() {}

  /// After a failure: waits by the policy.
  public static Outcome afterFailure(
      RetryPolicy policy, int attempt, Failure failure, RandomGenerator random) {
    if (policy.isLast(attempt)) return new Outcome.Dead(failure.text(), failure.stackTrace());
    return new Outcome.Retry(
        policy.waitAfter(attempt, random), failure.text(), failure.stackTrace());
  }

  /// After a failure with a wait that the handler asks for, such as a `Retry-After` from outside.
  /// It is kept even when it is longer than the policy's cap, because whoever asks knows more than
  /// the policy does; over [RetryPolicy#MAX_WAIT] it is not, because no backend can wait longer.
  public static Outcome afterRequest(RetryPolicy policy, int attempt, Outcome.Retry asked) {
    if (policy.isLast(attempt)) return new Outcome.Dead(asked.failure(), asked.stackTrace());
    Duration wait =
        asked.after().compareTo(RetryPolicy.MAX_WAIT) > 0 ? RetryPolicy.MAX_WAIT : asked.after();
    return new Outcome.Retry(wait, asked.failure(), asked.stackTrace());
  }

  /// After an attempt that nobody reported on: the process died or the lease ran out. It counts as
  /// an attempt, so that a job that kills its process is not tried for ever, and what is left is
  /// due at once: the time of the lease was a wait already, and SQS does the same.
  public static Outcome afterAbandonment(RetryPolicy policy, int attempt, String failure) {
    if (policy.isLast(attempt)) return new Outcome.Dead(failure);
    return new Outcome.Retry(Duration.ZERO, failure);
  }
}
