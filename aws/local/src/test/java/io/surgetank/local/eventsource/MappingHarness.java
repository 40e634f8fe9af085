package io.surgetank.local.eventsource;

import io.surgetank.local.lambda.InvocationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/// A mapping, a queue and a function in virtual time, without threads or waiting.
final class MappingHarness implements InstantSource, AutoCloseable {
  /// The time of a poll and of a throttled invocation.
  private static final Duration POLL = Duration.ofMillis(15);

  private static final Duration THROTTLE = Duration.ofMillis(5);

  private final MappingConfig mappingConfig;
  private final FakeLambda fakeLambda;
  private final Random random;
  private final MessagePool messagePool;
  private final PriorityQueue<Due> schedule =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final List<OpenPoll> polls = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private PollerStateMachine pollerStateMachine;
  private long order;
  private int generation;

  private record Due(Instant at, long order, Runnable action) {}

  private record OpenPoll(int slot, int max, Instant from, Instant until) {}

  MappingHarness(
      MappingConfig mappingConfig,
      FakeLambda fakeLambda,
      long seed,
      Function<MappingHarness, MessagePool> queue) {
    this.mappingConfig = mappingConfig;
    this.fakeLambda = fakeLambda;
    this.random = new Random(seed);
    this.messagePool = queue.apply(this);
    this.pollerStateMachine = new PollerStateMachine(mappingConfig, random, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  MessagePool queue() {
    return messagePool;
  }

  MappingCounts counts() {
    return pollerStateMachine.counts();
  }

  Random random() {
    return random;
  }

  void at(Instant when, Runnable action) {
    schedule.add(new Due(when, ++order, action));
  }

  void begin() {
    handle(new PollerEvent.TimerElapsed());
  }

  void stop() {
    handle(new PollerEvent.Stopped());
  }

  boolean ended() {
    return pollerStateMachine.ended();
  }

  /// The mapping loses its state, and another starts.
  void crash() {
    generation++;
    polls.clear();
    pollerStateMachine = new PollerStateMachine(mappingConfig, random, now);
    begin();
  }

  void pass(Duration time) {
    Instant end = now.plus(time);
    step();
    Instant next = next();
    while (!next.isAfter(end)) {
      if (next.isAfter(now)) now = next;
      step();
      next = next();
    }
    now = end;
  }

  /// Until the queue is empty, or this time has passed.
  void drain(Duration atMost) {
    Instant end = now.plus(atMost);
    while (messagePool.left() > 0 && now.isBefore(end)) pass(Duration.ofSeconds(10));
  }

  private Instant next() {
    var moments = new ArrayList<Instant>();
    if (!schedule.isEmpty()) moments.add(schedule.peek().at());
    pollerStateMachine.nextTick(now).ifPresent(moments::add);
    Optional<Instant> change = messagePool.nextChange();
    for (OpenPoll poll : polls) {
      Instant until = poll.until();
      if (poll.from().isAfter(now)) moments.add(poll.from());
      else moments.add(change.filter(at -> at.isBefore(until)).orElse(until));
    }
    return moments.stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  private void step() {
    while (!schedule.isEmpty() && !schedule.peek().at().isAfter(now))
      schedule.remove().action().run();
    answerPolls();
    if (pollerStateMachine.nextTick(now).filter(at -> !at.isAfter(now)).isPresent()) begin();
  }

  private void answerPolls() {
    var answers = new ArrayList<PollerEvent>();
    boolean isEmpty = false;
    for (Iterator<OpenPoll> each = polls.iterator(); each.hasNext(); ) {
      OpenPoll poll = each.next();
      if (poll.from().isAfter(now)) continue;
      List<PolledMessage> messages =
          isEmpty ? List.of() : messagePool.receive(poll.max(), Duration.ZERO);
      isEmpty = messages.isEmpty();
      if (isEmpty && now.isBefore(poll.until())) continue;
      each.remove();
      answers.add(new PollerEvent.Polled(poll.slot(), messages));
    }
    answers.forEach(this::handle);
  }

  private void handle(PollerEvent event) {
    pollerStateMachine.on(event, now).forEach(this::execute);
  }

  private void execute(PollerCommand pollerCommand) {
    switch (pollerCommand) {
      case PollerCommand.Poll(int slot, int max, Duration longest) ->
          polls.add(new OpenPoll(slot, max, now.plus(POLL), now.plus(longest)));
      case PollerCommand.Invoke(int slot, InvocationBatch invocationBatch) ->
          invoke(slot, invocationBatch);
      case PollerCommand.Delete(int slot, List<PolledMessage> messages) -> {
        int refused = messagePool.delete(messages);
        later(Duration.ZERO, new PollerEvent.Deleted(slot, messages.size() - refused, refused));
      }
    }
  }

  private void invoke(int slot, InvocationBatch invocationBatch) {
    Optional<FakeLambda.Run> run = fakeLambda.begin(invocationBatch.event(), now);
    if (run.isEmpty()) {
      var reason = InvocationResult.Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
      later(THROTTLE, new PollerEvent.Invoked(slot, new InvocationResult.Throttled(reason)));
      return;
    }
    at(now.plus(run.get().takes()), fakeLambda::end);
    later(run.get().takes(), new PollerEvent.Invoked(slot, run.get().end()));
  }

  private void later(Duration after, PollerEvent event) {
    int current = generation;
    at(
        now.plus(after),
        () -> {
          if (current == generation) handle(event);
        });
  }

  @Override
  public void close() {
    messagePool.close();
  }
}
