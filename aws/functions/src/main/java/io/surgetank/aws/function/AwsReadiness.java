package io.surgetank.aws.function;

import io.surgetank.core.job.JobId;
import io.surgetank.core.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Checks that the table and every queue answer: reads an item that does not exist and the
/// attributes of each queue, concurrently and within [#LIMIT].
final class AwsReadiness {
  static final Duration LIMIT = Duration.ofSeconds(3);

  /// An id that no job has: its time is 1970.
  private static final JobId NONE = JobId.of(0, 0);

  private final FunctionWiring functionWiring;

  AwsReadiness(FunctionWiring functionWiring) {
    this.functionWiring = functionWiring;
  }

  /// A message for each resource that does not answer; empty when all do.
  List<String> failures() {
    Map<String, FutureTask<Boolean>> checks = new LinkedHashMap<>();
    checks.put("the table", check(() -> functionWiring.dynamoBackend().jobs().find(NONE)));
    for (Pipeline pipeline : functionWiring.pipelines().all())
      checks.put(
          "the queue " + functionWiring.queueOf(pipeline),
          check(() -> functionWiring.queueOperations().reach(pipeline.name())));
    long until = System.nanoTime() + LIMIT.toNanos();
    var failures = new ArrayList<String>();
    checks.forEach((what, check) -> failure(what, check, until).ifPresent(failures::add));
    return failures;
  }

  private static FutureTask<Boolean> check(Runnable call) {
    var check = new FutureTask<>(call, Boolean.TRUE);
    Thread.startVirtualThread(check);
    return check;
  }

  private static Optional<String> failure(String what, FutureTask<Boolean> check, long until) {
    try {
      check.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      return Optional.empty();
    } catch (TimeoutException slow) {
      check.cancel(true);
      return Optional.of(what + " did not answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException failed) {
      return Optional.of(what + " cannot be used");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of(what + " was not checked: the function is stopping");
    }
  }
}
