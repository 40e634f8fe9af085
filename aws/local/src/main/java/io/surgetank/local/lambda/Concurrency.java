package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.InvocationResult.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Counts invocations against the account's limit and the reserved concurrency of functions
/// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html).
final class Concurrency {
  private final int shared;

  /// Guarded by this.
  private final Map<String, Integer> running = new HashMap<>();

  /// Guarded by this: invocations of functions without reserved concurrency.
  private int unreserved;

  Concurrency(int account, Collection<LambdaFunction> functions) {
    int reserved = functions.stream().mapToInt(each -> each.reserved().orElse(0)).sum();
    if (reserved > account)
      throw new IllegalArgumentException(
          "reserved concurrency exceeds the account's limit: %d of %d"
              .formatted(reserved, account));
    this.shared = account - reserved;
  }

  /// Counts an invocation as running; returns the reason if it is throttled.
  synchronized Optional<Reason> enter(LambdaFunction lambdaFunction) {
    OptionalInt reserved = lambdaFunction.reserved();
    int own = running.getOrDefault(lambdaFunction.name(), 0);
    if (reserved.isPresent() && own >= reserved.getAsInt())
      return Optional.of(Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
    if (reserved.isEmpty() && unreserved >= shared)
      return Optional.of(Reason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
    running.merge(lambdaFunction.name(), 1, Integer::sum);
    if (reserved.isEmpty()) unreserved++;
    return Optional.empty();
  }

  synchronized void leave(LambdaFunction lambdaFunction) {
    running.merge(lambdaFunction.name(), -1, Integer::sum);
    if (lambdaFunction.reserved().isEmpty()) unreserved--;
  }
}
