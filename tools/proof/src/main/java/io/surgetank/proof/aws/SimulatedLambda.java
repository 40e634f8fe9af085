package io.surgetank.proof.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.function.Functions;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.proof.history.EntrySink;
import io.surgetank.proof.load.RecordingHandler;
import io.surgetank.proof.simulation.SeededScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Runs the functions: an invocation takes an idle environment or starts one, which may be killed
/// at a random time.
final class SimulatedLambda {
  static final String TOKEN = "simulation";

  /// One invocation in this many is killed at a time that no call decides.
  private static final int KILLS = 40;

  private static final long LATEST_KILL_NANOS = Duration.ofSeconds(8).toNanos();

  /// Handlers of the load work for up to 0.1 s; here for up to 5 s of virtual time.
  private static final int SLOWER = 50;

  private record Running(SimulatedEnvironment environment, RequestStreamHandler function) {}

  private final SeededScheduler scheduler;
  private final SplittableRandom random;
  private final SimulatedAws aws;
  private final EntrySink history;
  private final Stack stack;
  private final URI dynamo;
  private final Map<String, List<Running>> environments = new HashMap<>();
  private boolean isFaulty = true;
  private long kills;
  private long started;

  SimulatedLambda(
      SeededScheduler scheduler, SimulatedAws aws, EntrySink history, Stack stack, URI dynamo) {
    this.scheduler = scheduler;
    this.random = scheduler.random().split();
    this.aws = aws;
    this.history = history;
    this.stack = stack;
    this.dynamo = dynamo;
  }

  /// From now on, none is killed at a random time.
  void endFaults() {
    isFaulty = false;
  }

  /// How many environments were killed.
  long kills() {
    countKills();
    return kills;
  }

  long environmentsStarted() {
    return started;
  }

  /// Waits for the reply, which is empty if the function failed or was killed.
  Optional<byte[]> invoke(String function, byte[] event) {
    Thread thread = Thread.currentThread();
    var reply = new AtomicReference<Optional<byte[]>>();
    Running running = idle(function);
    LambdaFunction deployed = stack.function(stack.functionRef(function)).orElseThrow();
    if (isFaulty && random.nextInt(KILLS) == 0)
      scheduler.after(
          Duration.ofNanos(random.nextLong(LATEST_KILL_NANOS)),
          new SeededScheduler.ScheduledStep("kill", running.environment()::kill));
    running
        .environment()
        .invoke(
            running.function(),
            event,
            deployed.timeout(),
            answer -> {
              reply.set(answer);
              LockSupport.unpark(thread);
            });
    Optional<byte[]> answer = reply.get();
    for (; answer == null; answer = reply.get()) LockSupport.park(reply);
    return answer;
  }

  private Running idle(String function) {
    countKills();
    List<Running> all = environments.computeIfAbsent(function, _ -> new ArrayList<>());
    for (Running each : all) if (each.environment().isIdle()) return each;
    var running = start(function);
    all.add(running);
    return running;
  }

  private void countKills() {
    for (List<Running> all : environments.values()) {
      int before = all.size();
      all.removeIf(each -> each.environment().isDead());
      kills += before - all.size();
    }
  }

  private Running start(String function) {
    started++;
    var environment = new SimulatedEnvironment(scheduler, new EnvironmentAttempts(history));
    Map<String, String> variables =
        new HashMap<>(stack.function(stack.functionRef(function)).orElseThrow().environment());
    variables.put("SURGETANK_OPERATOR_TOKEN", TOKEN);
    var sources =
        new Functions.Sources(
            scheduler.clock(),
            environment.threads(),
            new Random(random.nextLong()),
            environment.threads()::sleep,
            _ -> {});
    Functions functions =
        Functions.of(
            variables, AwsPipelines.ALL, EnvironmentClients.of(environment, aws, dynamo), sources);
    return new Running(environment, create(functions, function, environment));
  }

  private RequestStreamHandler create(
      Functions functions, String function, SimulatedEnvironment environment) {
    return switch (function) {
      case FunctionRef.RECEIVER -> functions.receiver();
      case FunctionRef.WORKER -> functions.worker(new EnvironmentHandler(environment, history));
      case FunctionRef.DEAD_LETTER -> functions.deadLetter();
      case FunctionRef.SWEEPER -> functions.sweeper();
      default -> throw new IllegalArgumentException(function);
    };
  }

  /// The handler of the load, in virtual time.
  private record EnvironmentHandler(SimulatedEnvironment environment, EntrySink history)
      implements Handler {
    @Override
    public Outcome handle(Job job, Attempt attempt) throws Exception {
      environment.attempts().started(job.id().toString(), attempt.roundNumber(), attempt.number());
      Sleeper sleeper = time -> environment.threads().sleep(time.multipliedBy(SLOWER));
      return new RecordingHandler(history, sleeper).handle(job, attempt);
    }
  }
}
