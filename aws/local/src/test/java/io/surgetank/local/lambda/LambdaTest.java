package io.surgetank.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.Invocation.Failed;
import io.surgetank.local.lambda.Invocation.Reason;
import io.surgetank.local.lambda.Invocation.Throttled;
import io.surgetank.local.lambda.Invocation.TimedOut;
import io.surgetank.local.probe.BadInit;
import io.surgetank.local.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Lambda's rules, one by one, on real processes.
class LambdaTest {
  @Test
  void an_environment_is_used_again() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.answer("count")).isEqualTo("1");
      assertThat(lambdaTestHost.answer("count")).isEqualTo("2");

      assertThat(lambdaTestHost.lambda.coldStarts("probe")).isEqualTo(1);
      assertThat(lambdaTestHost.told)
          .filteredOn(EnvironmentEvent.Began.class::isInstance)
          .hasSize(1);
    }
  }

  /// "Lambda sets the invocation's deadline, ARN, request id and trace id" (Using the Lambda
  /// runtime API).
  @Test
  void a_call_carries_what_lambda_tells_a_function() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.answer("request"))
          .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(lambdaTestHost.answer("arn"))
          .isEqualTo("arn:aws:lambda:eu-central-1:000000000000:function:probe");
      assertThat(Integer.parseInt(lambdaTestHost.answer("left"))).isBetween(10_000, 20_000);
      assertThat(lambdaTestHost.answer("trace")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*");
    }
  }

  /// "Lambda runtimes set several environment variables" (Defined runtime environment variables).
  @Test
  void a_process_has_lambda_s_variables_and_nobody_s_credentials() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.answer("env AWS_LAMBDA_FUNCTION_NAME")).isEqualTo("probe");
      assertThat(lambdaTestHost.answer("env AWS_LAMBDA_FUNCTION_MEMORY_SIZE")).isEqualTo("256");
      assertThat(lambdaTestHost.answer("env AWS_EXECUTION_ENV")).isEqualTo("AWS_Lambda_java25");
      assertThat(lambdaTestHost.answer("env AWS_REGION")).isEqualTo("eu-central-1");
      assertThat(lambdaTestHost.answer("env AWS_ACCESS_KEY_ID")).isEqualTo("local");
      assertThat(lambdaTestHost.answer("env HOME")).isEqualTo("null");
    }
  }

  /// "the function's error is returned, and the environment can be used again" (Lambda execution
  /// environment).
  @Test
  void a_function_that_throws_has_failed_and_its_environment_stays() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      var failed = (Failed) lambdaTestHost.call("probe", "throw no stock");

      assertThat(failed.type()).isEqualTo("java.lang.IllegalStateException");
      assertThat(failed.message()).isEqualTo("no stock");
      assertThat(lambdaTestHost.answer("count")).isEqualTo("2");
    }
  }

  /// "If the function crashes or times out during the Invoke phase, Lambda resets the execution
  /// environment" (Lambda execution environment).
  @Test
  void a_function_over_its_time_is_ended_and_the_next_call_begins_anew() throws Exception {
    try (var lambdaTestHost =
        LambdaTestHost.with(LambdaTestHost.function("probe", Probe.class, Duration.ofSeconds(2)))) {
      String pid = lambdaTestHost.answer("pid");

      assertThat(lambdaTestHost.call("probe", "hang")).isInstanceOf(TimedOut.class);

      assertThat(lambdaTestHost.answer("count")).isEqualTo("1");
      assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(lambdaTestHost.lambda.coldStarts("probe")).isEqualTo(2);
    }
  }

  /// As before; the error's type is `Runtime.ExitError`.
  @Test
  void a_process_that_exits_has_failed_and_the_next_call_begins_anew() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      var failed = (Failed) lambdaTestHost.call("probe", "exit 3");

      assertThat(failed.type()).isEqualTo("Runtime.ExitError");
      assertThat(failed.message()).endsWith("Error: Runtime exited with error: exit status 3");
      assertThat(lambdaTestHost.answer("count")).isEqualTo("1");
    }
  }

  /// "6 MB each for request and response (synchronous)" (Lambda quotas).
  @Test
  void an_answer_over_six_megabytes_is_an_error() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.answer("large " + LambdaLimits.MAX_PAYLOAD_BYTES))
          .hasSize(LambdaLimits.MAX_PAYLOAD_BYTES);

      var failed =
          (Failed) lambdaTestHost.call("probe", "large " + (LambdaLimits.MAX_PAYLOAD_BYTES + 1));

      assertThat(failed.type()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(lambdaTestHost.answer("echo well")).isEqualTo("well");
    }
  }

  private static LambdaFunction badly(String how, Duration timeout) {
    var plain = LambdaTestHost.function("bad", BadInit.class, timeout);
    return new LambdaFunction(
        plain.name(),
        plain.handler(),
        plain.memory(),
        plain.timeout(),
        plain.reserved(),
        Map.of("HOW", how),
        plain.policy());
  }

  /// "When the Init phase fails, Lambda runs it again at the first invocation" (Lambda execution
  /// environment, failures during the Init phase).
  @Test
  void init_that_throws_is_tried_again_within_the_call_and_then_fails_it() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(badly("throw", Duration.ofSeconds(20)))) {
      var failed = (Failed) lambdaTestHost.call("bad", "echo x");

      assertThat(failed.message()).contains("no settings");
      assertThat(lambdaTestHost.lambda.coldStarts("bad")).isEqualTo(2);
      assertThat(lambdaTestHost.lambda.environments("bad")).isZero();
    }
  }

  @Test
  void init_that_exits_is_tried_again_within_the_call_and_then_fails_it() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(badly("exit", Duration.ofSeconds(20)))) {
      var failed = (Failed) lambdaTestHost.call("bad", "echo x");

      assertThat(failed.type()).isEqualTo("Runtime.ExitError");
      assertThat(failed.message()).endsWith("exit status 7");
      assertThat(lambdaTestHost.lambda.coldStarts("bad")).isEqualTo(2);
    }
  }

  /// "The Init phase is limited to 10 seconds; then it is run again with the function's timeout"
  /// (Lambda execution environment).
  @Test
  void init_over_its_time_is_tried_again_within_the_function_s_own() throws Exception {
    var lambdaLimits = LambdaTestHost.bounds(10, Duration.ofSeconds(1));
    try (var lambdaTestHost =
        new LambdaTestHost(lambdaLimits, badly("hang", Duration.ofSeconds(1)))) {
      assertThat(lambdaTestHost.call("bad", "echo x")).isInstanceOf(TimedOut.class);

      assertThat(lambdaTestHost.lambda.coldStarts("bad")).isEqualTo(2);
      assertThat(lambdaTestHost.lambda.environments("bad")).isZero();
    }
  }

  /// Starts a call that hangs and returns when the function runs.
  private static Future<Invocation> hanging(
      LambdaTestHost lambdaTestHost,
      String function,
      java.util.concurrent.ExecutorService threads) {
    return threads.submit(() -> lambdaTestHost.call(function, "hang"));
  }

  /// "Lambda throttles requests over the account's concurrency" (Understanding Lambda function
  /// scaling).
  @Test
  void calls_over_the_account_s_concurrency_are_throttled() throws Exception {
    var slow = LambdaTestHost.function("slow", Probe.class, Duration.ofSeconds(3));
    var other = LambdaTestHost.probe();
    try (var lambdaTestHost =
            new LambdaTestHost(LambdaTestHost.bounds(2, Duration.ofSeconds(10)), slow, other);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Invocation>> busy =
          List.of(
              hanging(lambdaTestHost, "slow", threads), hanging(lambdaTestHost, "slow", threads));
      awaitBusy(lambdaTestHost, "slow", 2);

      assertThat(lambdaTestHost.call("probe", "echo x"))
          .isEqualTo(new Throttled(Reason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED));

      for (var each : busy) assertThat(each.get()).isInstanceOf(TimedOut.class);
      assertThat(lambdaTestHost.answer("echo x")).isEqualTo("x");
    }
  }

  /// "Reserved concurrency is both the most a function gets and what no other function can take"
  /// (Configuring reserved concurrency).
  @Test
  void what_is_reserved_is_a_bound_and_a_right() throws Exception {
    var plain = LambdaTestHost.function("slow", Probe.class, Duration.ofSeconds(3));
    var slow = reserving(plain, 1);
    try (var lambdaTestHost =
            new LambdaTestHost(
                LambdaTestHost.bounds(2, Duration.ofSeconds(10)), slow, LambdaTestHost.probe());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var busy = hanging(lambdaTestHost, "slow", threads);
      awaitBusy(lambdaTestHost, "slow", 1);

      assertThat(lambdaTestHost.call("slow", "echo x"))
          .isEqualTo(new Throttled(Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED));
      assertThat(lambdaTestHost.answer("echo x")).isEqualTo("x");

      assertThat(busy.get()).isInstanceOf(TimedOut.class);
    }
  }

  /// "To throttle a function, set its reserved concurrency to zero" (Configuring reserved
  /// concurrency).
  @Test
  void a_function_that_reserves_nothing_at_all_never_runs() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(reserving(LambdaTestHost.probe(), 0))) {
      assertThat(lambdaTestHost.call("probe", "echo x")).isInstanceOf(Throttled.class);
      assertThat(lambdaTestHost.lambda.coldStarts("probe")).isZero();
    }
  }

  private static LambdaFunction reserving(LambdaFunction plain, int calls) {
    return new LambdaFunction(
        plain.name(),
        plain.handler(),
        plain.memory(),
        plain.timeout(),
        OptionalInt.of(calls),
        plain.environment(),
        plain.policy());
  }

  private static void awaitBusy(LambdaTestHost lambdaTestHost, String function, int environments) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (lambdaTestHost.lambda.environments(function) < environments && System.nanoTime() < until)
      Thread.onSpinWait();
    assertThat(lambdaTestHost.lambda.environments(function)).isEqualTo(environments);
  }

  @Test
  void an_environment_that_nobody_needs_is_ended() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      String pid = lambdaTestHost.answer("pid");

      lambdaTestHost.now = lambdaTestHost.now.plus(Duration.ofMinutes(9));
      lambdaTestHost.lambda.turn();
      assertThat(lambdaTestHost.lambda.environments("probe")).isEqualTo(1);
      lambdaTestHost.now = lambdaTestHost.now.plus(Duration.ofMinutes(1));
      lambdaTestHost.lambda.turn();

      assertThat(lambdaTestHost.lambda.environments("probe")).isZero();
      assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(lambdaTestHost.told).last().isInstanceOf(EnvironmentEvent.Ended.class);
    }
  }

  @Test
  void closing_ends_every_process() throws Exception {
    String pid;
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      pid = lambdaTestHost.answer("pid");
    }

    assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void what_a_function_writes_is_told_by_function() throws Exception {
    var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe());
    try (lambdaTestHost) {
      lambdaTestHost.answer("say one line");
    }

    assertThat(lambdaTestHost.told)
        .filteredOn(EnvironmentEvent.Line.class::isInstance)
        .extracting(environmentEvent ->
            ((EnvironmentEvent.Line) environmentEvent).function()
                + ": "
                + ((EnvironmentEvent.Line) environmentEvent).text())
        .contains("probe: one line");
  }
}
