package io.surgetank.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.lambda.InvocationResult.Failed;
import io.surgetank.local.lambda.InvocationResult.Reason;
import io.surgetank.local.lambda.InvocationResult.Throttled;
import io.surgetank.local.lambda.InvocationResult.TimedOut;
import io.surgetank.local.probe.BadInit;
import io.surgetank.local.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The rules of Lambda, with real processes.
class LambdaTest {
  @Test
  void an_environment_is_reused() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.result("count")).isEqualTo("1");
      assertThat(lambdaTestHost.result("count")).isEqualTo("2");

      assertThat(lambdaTestHost.lambda.coldStarts("local-probe")).isEqualTo(1);
      assertThat(lambdaTestHost.events)
          .filteredOn(EnvironmentEvent.Started.class::isInstance)
          .hasSize(1);
    }
  }

  /// "Lambda sets the invocation's deadline, ARN, request id and trace id" (Using the Lambda
  /// runtime API).
  @Test
  void an_invocation_has_the_context_of_lambda() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.result("request"))
          .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(lambdaTestHost.result("arn"))
          .isEqualTo("arn:aws:lambda:eu-central-1:000000000000:function:local-probe");
      assertThat(Integer.parseInt(lambdaTestHost.result("left"))).isBetween(10_000, 20_000);
      assertThat(lambdaTestHost.result("trace")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*");
    }
  }

  /// "Lambda runtimes set several environment variables" (Defined runtime environment variables).
  @Test
  void a_process_has_the_variables_of_lambda_and_no_real_credentials() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.result("env AWS_LAMBDA_FUNCTION_NAME")).isEqualTo("local-probe");
      assertThat(lambdaTestHost.result("env AWS_LAMBDA_FUNCTION_MEMORY_SIZE")).isEqualTo("256");
      assertThat(lambdaTestHost.result("env AWS_EXECUTION_ENV")).isEqualTo("AWS_Lambda_java25");
      assertThat(lambdaTestHost.result("env AWS_REGION")).isEqualTo("eu-central-1");
      assertThat(lambdaTestHost.result("env AWS_ACCESS_KEY_ID")).isEqualTo("local");
      assertThat(lambdaTestHost.result("env HOME")).isEqualTo("null");
    }
  }

  /// "the function's error is returned, and the environment can be used again" (Lambda execution
  /// environment).
  @Test
  void a_function_that_throws_has_failed_and_its_environment_is_reused() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      var failed = (Failed) lambdaTestHost.call("probe", "throw no stock");

      assertThat(failed.type()).isEqualTo("java.lang.IllegalStateException");
      assertThat(failed.message()).isEqualTo("no stock");
      assertThat(lambdaTestHost.result("count")).isEqualTo("2");
    }
  }

  /// "If the function crashes or times out during the Invoke phase, Lambda resets the execution
  /// environment" (Lambda execution environment).
  @Test
  void a_function_that_times_out_is_killed_and_the_next_invocation_is_a_cold_start()
      throws Exception {
    try (var lambdaTestHost =
        LambdaTestHost.with(LambdaTestHost.function("probe", Probe.class, Duration.ofSeconds(2)))) {
      String pid = lambdaTestHost.result("pid");

      assertThat(lambdaTestHost.call("probe", "hang")).isInstanceOf(TimedOut.class);

      assertThat(lambdaTestHost.result("count")).isEqualTo("1");
      assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(lambdaTestHost.lambda.coldStarts("local-probe")).isEqualTo(2);
    }
  }

  /// As before, with the error type `Runtime.ExitError`.
  @Test
  void a_process_that_exits_has_failed_and_the_next_invocation_is_a_cold_start() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      var failed = (Failed) lambdaTestHost.call("probe", "exit 3");

      assertThat(failed.type()).isEqualTo("Runtime.ExitError");
      assertThat(failed.message()).endsWith("Error: Runtime exited with error: exit status 3");
      assertThat(lambdaTestHost.result("count")).isEqualTo("1");
    }
  }

  /// "6 MB each for request and response (synchronous)" (Lambda quotas).
  @Test
  void a_response_over_six_megabytes_is_an_error() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      assertThat(lambdaTestHost.result("large " + LambdaLimits.MAX_PAYLOAD_BYTES))
          .hasSize(LambdaLimits.MAX_PAYLOAD_BYTES);

      var failed =
          (Failed) lambdaTestHost.call("probe", "large " + (LambdaLimits.MAX_PAYLOAD_BYTES + 1));

      assertThat(failed.type()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(lambdaTestHost.result("echo well")).isEqualTo("well");
    }
  }

  private static LambdaFunction failingInit(String how, Duration timeout) {
    var plain = LambdaTestHost.function("bad", BadInit.class, timeout);
    return new LambdaFunction(
        plain.ref(),
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
  void init_that_throws_is_retried_within_the_invocation_and_then_fails_it() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(failingInit("throw", Duration.ofSeconds(20)))) {
      var failed = (Failed) lambdaTestHost.call("bad", "echo x");

      assertThat(failed.message()).contains("no settings");
      assertThat(lambdaTestHost.lambda.coldStarts("local-bad")).isEqualTo(2);
      assertThat(lambdaTestHost.lambda.environments("local-bad")).isZero();
    }
  }

  @Test
  void init_that_exits_is_retried_within_the_invocation_and_then_fails_it() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(failingInit("exit", Duration.ofSeconds(20)))) {
      var failed = (Failed) lambdaTestHost.call("bad", "echo x");

      assertThat(failed.type()).isEqualTo("Runtime.ExitError");
      assertThat(failed.message()).endsWith("exit status 7");
      assertThat(lambdaTestHost.lambda.coldStarts("local-bad")).isEqualTo(2);
    }
  }

  /// "The Init phase is limited to 10 seconds; then it is run again with the function's timeout"
  /// (Lambda execution environment).
  @Test
  void init_that_times_out_is_retried_within_the_function_timeout() throws Exception {
    var lambdaLimits = LambdaTestHost.limits(10, Duration.ofSeconds(1));
    try (var lambdaTestHost =
        new LambdaTestHost(lambdaLimits, failingInit("hang", Duration.ofSeconds(1)))) {
      assertThat(lambdaTestHost.call("bad", "echo x")).isInstanceOf(TimedOut.class);

      assertThat(lambdaTestHost.lambda.coldStarts("local-bad")).isEqualTo(2);
      assertThat(lambdaTestHost.lambda.environments("local-bad")).isZero();
    }
  }

  /// Starts an invocation that hangs.
  private static Future<InvocationResult> hanging(
      LambdaTestHost lambdaTestHost,
      String function,
      java.util.concurrent.ExecutorService threads) {
    return threads.submit(() -> lambdaTestHost.call(function, "hang"));
  }

  /// "Lambda throttles requests over the account's concurrency" (Understanding Lambda function
  /// scaling).
  @Test
  void invocations_over_the_concurrency_of_the_account_are_throttled() throws Exception {
    var slow = LambdaTestHost.function("slow", Probe.class, Duration.ofSeconds(3));
    var other = LambdaTestHost.probe();
    try (var lambdaTestHost =
            new LambdaTestHost(LambdaTestHost.limits(2, Duration.ofSeconds(10)), slow, other);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvocationResult>> busy =
          List.of(
              hanging(lambdaTestHost, "slow", threads), hanging(lambdaTestHost, "slow", threads));
      awaitBusy(lambdaTestHost, "local-slow", 2);

      assertThat(lambdaTestHost.call("probe", "echo x"))
          .isEqualTo(new Throttled(Reason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED));

      for (var each : busy) assertThat(each.get()).isInstanceOf(TimedOut.class);
      assertThat(lambdaTestHost.result("echo x")).isEqualTo("x");
    }
  }

  /// "Reserved concurrency is both the most a function gets and what no other function can take"
  /// (Configuring reserved concurrency).
  @Test
  void reserved_concurrency_is_a_limit_and_a_guarantee() throws Exception {
    var plain = LambdaTestHost.function("slow", Probe.class, Duration.ofSeconds(3));
    var slow = reserving(plain, 1);
    try (var lambdaTestHost =
            new LambdaTestHost(
                LambdaTestHost.limits(2, Duration.ofSeconds(10)), slow, LambdaTestHost.probe());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var busy = hanging(lambdaTestHost, "slow", threads);
      awaitBusy(lambdaTestHost, "local-slow", 1);

      assertThat(lambdaTestHost.call("slow", "echo x"))
          .isEqualTo(new Throttled(Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED));
      assertThat(lambdaTestHost.result("echo x")).isEqualTo("x");

      assertThat(busy.get()).isInstanceOf(TimedOut.class);
    }
  }

  /// "To throttle a function, set its reserved concurrency to zero" (Configuring reserved
  /// concurrency).
  @Test
  void a_function_with_a_reserved_concurrency_of_zero_never_runs() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(reserving(LambdaTestHost.probe(), 0))) {
      assertThat(lambdaTestHost.call("probe", "echo x")).isInstanceOf(Throttled.class);
      assertThat(lambdaTestHost.lambda.coldStarts("local-probe")).isZero();
    }
  }

  private static LambdaFunction reserving(LambdaFunction plain, int calls) {
    return new LambdaFunction(
        plain.ref(),
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
  void an_idle_environment_is_ended() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      String pid = lambdaTestHost.result("pid");

      lambdaTestHost.now = lambdaTestHost.now.plus(Duration.ofMinutes(9));
      lambdaTestHost.lambda.endIdle();
      assertThat(lambdaTestHost.lambda.environments("local-probe")).isEqualTo(1);
      lambdaTestHost.now = lambdaTestHost.now.plus(Duration.ofMinutes(1));
      lambdaTestHost.lambda.endIdle();

      assertThat(lambdaTestHost.lambda.environments("local-probe")).isZero();
      assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(lambdaTestHost.events).last().isInstanceOf(EnvironmentEvent.Ended.class);
    }
  }

  @Test
  void closing_ends_every_process() throws Exception {
    String pid;
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      pid = lambdaTestHost.result("pid");
    }

    assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void output_is_published_with_the_function_name() throws Exception {
    var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe());
    try (lambdaTestHost) {
      lambdaTestHost.result("print one line");
    }

    assertThat(lambdaTestHost.events)
        .filteredOn(EnvironmentEvent.Line.class::isInstance)
        .extracting(environmentEvent ->
            ((EnvironmentEvent.Line) environmentEvent).function()
                + ": "
                + ((EnvironmentEvent.Line) environmentEvent).text())
        .contains("local-probe: one line");
  }
}
