package io.surgetank.proof.aws;

import io.surgetank.proof.simulation.SeededScheduler;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// DynamoDB and SQS as functions reach them: every call takes virtual time and may fail.
final class SimulatedAws {
  private static final long MAX_LATENCY_NANOS = Duration.ofMillis(30).toNanos();

  /// The socket timeout of the functions' clients.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final String THROTTLED_BY_TABLE =
      "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
  private static final String THROTTLED_BY_SQS = "com.amazonaws.sqs#RequestThrottled";
  private static final String FAILED = "com.amazon.coral.service#InternalServerError";

  private final SeededScheduler scheduler;
  private final SplittableRandom random;
  private final FaultPlan faults;
  private final DynamoEndpoint dynamo;
  private final SqsEndpoint sqs;
  private long calls;

  SimulatedAws(
      SeededScheduler scheduler, FaultPlan faults, DynamoEndpoint dynamo, SqsEndpoint sqs) {
    this.scheduler = scheduler;
    this.random = scheduler.random().split();
    this.faults = faults;
    this.dynamo = dynamo;
    this.sqs = sqs;
  }

  long calls() {
    return calls;
  }

  /// Executes the call later, even if the environment has died in the meantime, as a request that
  /// was sent is.
  void submit(SimulatedEnvironment environment, ServiceCall call, Consumer<AwsReply> receiver) {
    calls++;
    AwsFault fault = faults.choose(call, scheduler.clock().nanoTime());
    if (fault != AwsFault.NONE) environment.attempts().affected(call);
    boolean timesOut = fault == AwsFault.REQUEST_LOST || fault == AwsFault.REPLY_LOST;
    Duration latency = Duration.ofNanos(random.nextLong(MAX_LATENCY_NANOS));
    scheduler.after(
        latency,
        new SeededScheduler.ScheduledStep(
            call + " " + fault,
            () -> {
              AwsReply reply = execute(environment, call, fault);
              if (timesOut)
                scheduler.after(
                    TIMEOUT,
                    new SeededScheduler.ScheduledStep("time-out", () -> receiver.accept(reply)));
              else receiver.accept(reply);
            }));
  }

  private AwsReply execute(SimulatedEnvironment environment, ServiceCall call, AwsFault fault) {
    return switch (fault) {
      case NONE -> answer(environment, call);
      case THROTTLED ->
          AwsReply.error(
              400,
              call.service() == ServiceCall.Service.SQS ? THROTTLED_BY_SQS : THROTTLED_BY_TABLE);
      case SERVER_ERROR -> AwsReply.error(500, FAILED);
      case CONFLICT -> DynamoEndpoint.conflict(call);
      case REQUEST_LOST -> new AwsReply.TimedOut();
      case REPLY_LOST -> {
        AwsReply _ = answer(environment, call);
        yield new AwsReply.TimedOut();
      }
      case PARTIAL ->
          call.service() == ServiceCall.Service.SQS
              ? sqs.answerInPart(call)
              : dynamo.answerInPart(call);
      case KILLED_BEFORE -> {
        environment.kill();
        yield new AwsReply.TimedOut();
      }
      case KILLED_AFTER -> {
        AwsReply _ = answer(environment, call);
        environment.kill();
        yield new AwsReply.TimedOut();
      }
    };
  }

  private AwsReply answer(SimulatedEnvironment environment, ServiceCall call) {
    AwsReply reply =
        call.service() == ServiceCall.Service.SQS ? sqs.answer(call) : dynamo.answer(call);
    if (reply instanceof AwsReply.Response(var status, _) && status == AwsReply.OK)
      environment.attempts().executed(call);
    return reply;
  }
}
