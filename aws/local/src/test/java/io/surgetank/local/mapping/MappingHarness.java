package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invocation;
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

/// A mapping, a queue and a function in virtual time: nothing waits, nothing runs beside another.
final class MappingHarness implements InstantSource, AutoCloseable {
  /// What one poll, and one refused call, takes at least.
  private static final Duration POLL = Duration.ofMillis(15);

  private static final Duration REFUSAL = Duration.ofMillis(5);

  private final MappingConfig mappingConfig;
  private final FakeLambda fakeLambda;
  private final Random random;
  private final MessagePool messagePool;
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final List<OpenPoll> polls = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private PollerStateMachine pollerStateMachine;
  private long order;
  private int life;

  private record Due(Instant at, long order, Runnable what) {}

  private record OpenPoll(int slot, int max, Instant from, Instant until) {}

  MappingHarness(
      MappingConfig mappingConfig,
      FakeLambda fakeLambda,
      long seed,
      Function<MappingHarness, MessagePool> pond) {
    this.mappingConfig = mappingConfig;
    this.fakeLambda = fakeLambda;
    this.random = new Random(seed);
    this.messagePool = pond.apply(this);
    this.pollerStateMachine = new PollerStateMachine(mappingConfig, random, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  MessagePool pond() {
    return messagePool;
  }

  MappingCounts counts() {
    return pollerStateMachine.counts();
  }

  Random random() {
    return random;
  }

  void at(Instant when, Runnable what) {
    agenda.add(new Due(when, ++order, what));
  }

  void begin() {
    tell(new PollerEvent.Woke());
  }

  void stop() {
    tell(new PollerEvent.Stopped());
  }

  boolean ended() {
    return pollerStateMachine.ended();
  }

  /// The mapping dies with all it knew, and another begins.
  void crash() {
    life++;
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
    if (!agenda.isEmpty()) moments.add(agenda.peek().at());
    pollerStateMachine.wakesAt(now).ifPresent(moments::add);
    Optional<Instant> change = messagePool.nextChange();
    for (OpenPoll poll : polls) {
      Instant until = poll.until();
      if (poll.from().isAfter(now)) moments.add(poll.from());
      else moments.add(change.filter(at -> at.isBefore(until)).orElse(until));
    }
    return moments.stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  private void step() {
    while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) agenda.remove().what().run();
    answerPolls();
    if (pollerStateMachine.wakesAt(now).filter(at -> !at.isAfter(now)).isPresent()) begin();
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
    answers.forEach(this::tell);
  }

  private void tell(PollerEvent what) {
    pollerStateMachine.on(what, now).forEach(this::carryOut);
  }

  private void carryOut(PollerCommand pollerCommand) {
    switch (pollerCommand) {
      case PollerCommand.Poll(int slot, int max, Duration longest) ->
          polls.add(new OpenPoll(slot, max, now.plus(POLL), now.plus(longest)));
      case PollerCommand.Call(int slot, InvocationBatch invocationBatch) ->
          call(slot, invocationBatch);
      case PollerCommand.Delete(int slot, List<PolledMessage> messages) -> {
        int refused = messagePool.delete(messages);
        later(Duration.ZERO, new PollerEvent.Deleted(slot, messages.size() - refused, refused));
      }
    }
  }

  private void call(int slot, InvocationBatch invocationBatch) {
    Optional<FakeLambda.Run> run = fakeLambda.begin(invocationBatch.event(), now);
    if (run.isEmpty()) {
      var reason = Invocation.Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
      later(REFUSAL, new PollerEvent.Called(slot, new Invocation.Throttled(reason)));
      return;
    }
    at(now.plus(run.get().takes()), fakeLambda::end);
    later(run.get().takes(), new PollerEvent.Called(slot, run.get().end()));
  }

  private void later(Duration after, PollerEvent what) {
    int mine = life;
    at(
        now.plus(after),
        () -> {
          if (mine == life) tell(what);
        });
  }

  @Override
  public void close() {
    messagePool.close();
  }
}
