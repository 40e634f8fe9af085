package io.surgetank.proof.aws;

import io.surgetank.aws.queue.JobMessage;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.load.KnownJobs;
import io.surgetank.proof.load.MixedLoad;
import io.surgetank.proof.load.RecordingClient;
import io.surgetank.proof.simulation.SeededScheduler;
import io.surgetank.proof.simulation.SimulatedThreads;
import io.surgetank.proof.simulation.SimulationTrace;
import io.surgetank.testkit.backend.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/// One stage of a deployment under load and faults, until all its jobs have ended. Runs in one
/// thread under a virtual clock; the seed decides everything but what DynamoDB Local answers.
final class AwsRun {
  private static final int CLIENTS = 3;
  private static final int MAX_REQUESTS = 24;
  private static final long MAX_THINKING_NANOS = Duration.ofSeconds(8).toNanos();

  /// Such a run does not end.
  private static final long MAX_STEPS = 2_000_000;

  /// What deployments have, and less, so that dead-letter queues are used.
  private static final int[] MAX_RECEIVES = {3, 5, Integer.MAX_VALUE, Integer.MAX_VALUE};

  /// One run in this many has an outage that is longer than queues keep messages.
  private static final int OUTAGES = 8;

  private static final Duration OUTAGE = Duration.ofDays(15);

  private final LocalDynamo dynamo;
  private final Stack stack = AwsPipelines.STACK;
  private final SplittableRandom random;
  private final SimulationTrace trace = new SimulationTrace();
  private final SeededScheduler scheduler;
  private final SimulatedThreads threads;
  private final FaultPlan faults;
  private final Map<String, SimulatedQueue> queues = new LinkedHashMap<>();
  private final SimulatedAws aws;
  private final SimulatedLambda lambda;
  private final List<SimulatedMapping> mappings = new ArrayList<>();
  private final List<HistoryEntry> history = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private int clientsRunning = CLIENTS;
  private long outages;
  private boolean isSweeping = true;
  private boolean isOver;

  AwsRun(long seed, LocalDynamo dynamo) {
    this.dynamo = dynamo;
    this.random = new SplittableRandom(seed);
    var clock = new TestClock();
    this.scheduler = new SeededScheduler(random.split(), clock, trace);
    this.threads = new SimulatedThreads(scheduler);
    this.faults = new FaultPlan(random.split());
    int maxReceives = MAX_RECEIVES[random.nextInt(MAX_RECEIVES.length)];
    for (SqsQueue queue : stack.queues()) queues.put(queue.name(), queue(queue, maxReceives));
    this.aws =
        new SimulatedAws(
            scheduler,
            faults,
            dynamo.endpoint(random.split()),
            new SqsEndpoint(queues, clock, random.split()));
    this.lambda = new SimulatedLambda(scheduler, aws, history::add, stack, dynamo.uri());
  }

  /// Loads the classes that runs use. While threads of DynamoDB Local load classes too, a thread of
  /// a run may wait for a class loader's lock, for a time that no seed decides.
  static void loadClasses(LocalDynamo dynamo) {
    var _ = new AwsRun(0, dynamo).run();
  }

  private SimulatedQueue queue(SqsQueue queue, int maxReceives) {
    int deployed = queue.redrive().map(SqsQueue.Redrive::maxReceiveCount).orElse(Integer.MAX_VALUE);
    return new SimulatedQueue(
        new SimulatedQueue.Settings(
            queue.name(),
            queue.kind().isFifo(),
            queue.visibility(),
            queue.retention(),
            Math.min(deployed, maxReceives)),
        random.split());
  }

  AwsRunResult run() {
    dynamo.create(stack.name());
    try {
      threads.unstarted(Thread.ofVirtual(), this::direct).start();
      while (!isOver)
        if (!scheduler.runOnce() || scheduler.steps() > MAX_STEPS) {
          violations.add("the run does not end");
          break;
        }
    } finally {
      dynamo.delete(stack.name());
    }
    return new AwsRunResult(violations, trace.hash(), trace.lines(), history, counts());
  }

  private void direct() {
    try {
      startAll();
      while (clientsRunning > 0) threads.sleep(Duration.ofSeconds(1));
      endFaults();
      if (random.nextInt(OUTAGES) == 0) outage();
      var api = new FunctionApi(lambda);
      violations.addAll(new FinalChecks(api, threads, this::isQuiet).check(history));
      lambda
          .invoke(FunctionRef.SWEEPER, FunctionEvents.SCHEDULED)
          .ifPresentOrElse(
              reply -> FinalChecks.sweeperFoundNothing(reply, violations::add),
              () -> violations.add("the sweeper failed"));
    } catch (IOException | RuntimeException failed) {
      violations.add("without faults, a request failed: " + failed);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      isOver = true;
    }
  }

  private void startAll() {
    var known = new KnownJobs();
    var client =
        new RecordingClient(
            new FunctionApi(lambda), history::add, known, new CountDownLatch(0), violations::add);
    for (int i = 0; i < CLIENTS; i++) {
      var choices = new Random(random.nextLong());
      int requests = 1 + random.nextInt(MAX_REQUESTS);
      threads.unstarted(Thread.ofVirtual(), () -> send(client, choices, requests)).start();
    }
    for (SqsTrigger trigger : stack.mappings()) {
      var mapping = mapping(trigger);
      mappings.add(mapping);
      mapping.start();
    }
    for (Schedule schedule : stack.schedules())
      threads.unstarted(Thread.ofVirtual(), () -> sweep(schedule)).start();
  }

  private void send(RecordingClient client, Random choices, int requests) {
    var load = new MixedLoad(client, () -> false);
    try {
      for (int i = 0; i < requests; i++) {
        step(load, choices);
        threads.sleep(Duration.ofNanos(choices.nextLong(MAX_THINKING_NANOS)));
      }
    } catch (InterruptedException | RuntimeException failed) {
      violations.add("a client failed: " + failed);
    }
    clientsRunning--;
  }

  private static void step(MixedLoad load, Random choices) throws InterruptedException {
    try {
      load.step(choices);
    } catch (IOException unanswered) {
      // The history has the request without an answer.
      return;
    }
  }

  private SimulatedMapping mapping(SqsTrigger trigger) {
    var queue = requireQueue(trigger.queue().name());
    Optional<SimulatedQueue> deadLetters =
        stack
            .queue(trigger.queue())
            .flatMap(SqsQueue::redrive)
            .map(redrive -> requireQueue(redrive.deadLetterQueue().name()));
    return new SimulatedMapping(
        threads, scheduler, lambda, trigger, queue, deadLetters, this::undeliverable);
  }

  private SimulatedQueue requireQueue(String name) {
    SimulatedQueue queue = queues.get(name);
    if (queue == null) throw new IllegalArgumentException("no such queue: " + name);
    return queue;
  }

  private void undeliverable(String body) {
    JobMessage.read(body)
        .ifPresent(id -> history.add(new HistoryEntry.Undeliverable(id.toString())));
  }

  private void sweep(Schedule schedule) {
    try {
      while (true) {
        threads.sleep(schedule.every());
        if (isSweeping) lambda.invoke(schedule.function().function(), FunctionEvents.SCHEDULED);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void endFaults() {
    faults.end();
    lambda.endFaults();
    queues.values().forEach(SimulatedQueue::endFaults);
  }

  /// No function is invoked, until the queues have deleted their messages.
  private void outage() throws InterruptedException {
    outages++;
    mappings.forEach(SimulatedMapping::pause);
    isSweeping = false;
    threads.sleep(OUTAGE);
    queues.values().forEach(queue -> queue.expire(scheduler.clock().instant()));
    mappings.forEach(SimulatedMapping::resume);
    isSweeping = true;
  }

  /// Whether all queues are empty and all mapped functions have returned.
  private boolean isQuiet() {
    return queues.values().stream().allMatch(SimulatedQueue::isEmpty)
        && mappings.stream().allMatch(SimulatedMapping::isIdle);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("calls of AWS", aws.calls());
    for (AwsFault fault : AwsFault.values())
      if (fault != AwsFault.NONE)
        counts.put(fault.title(), new HashMap<>(faults.counts()).getOrDefault(fault, 0L));
    counts.put("execution environments", lambda.environmentsStarted());
    counts.put("environments killed", lambda.kills());
    counts.put("outages longer than the retention of queues", outages);
    counts.put(
        "messages moved to dead-letter queues",
        history.stream().filter(HistoryEntry.Undeliverable.class::isInstance).count());
    return counts;
  }
}
