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
final class World implements InstantSource, AutoCloseable {
  /// What one poll, and one refused call, takes at least.
  private static final Duration POLL = Duration.ofMillis(15);

  private static final Duration REFUSAL = Duration.ofMillis(5);

  private final Terms terms;
  private final Lambda lambda;
  private final Random random;
  private final Pond pond;
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final List<OpenPoll> polls = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private Dispatch dispatch;
  private long order;
  private int life;

  private record Due(Instant at, long order, Runnable what) {}

  private record OpenPoll(int slot, int max, Instant from, Instant until) {}

  World(Terms terms, Lambda lambda, long seed, Function<World, Pond> pond) {
    this.terms = terms;
    this.lambda = lambda;
    this.random = new Random(seed);
    this.pond = pond.apply(this);
    this.dispatch = new Dispatch(terms, random, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  Pond pond() {
    return pond;
  }

  Counts counts() {
    return dispatch.counts();
  }

  Random random() {
    return random;
  }

  void at(Instant when, Runnable what) {
    agenda.add(new Due(when, ++order, what));
  }

  void begin() {
    tell(new Happened.Woke());
  }

  void stop() {
    tell(new Happened.Stopped());
  }

  boolean ended() {
    return dispatch.ended();
  }

  /// The mapping dies with all it knew, and another begins.
  void crash() {
    life++;
    polls.clear();
    dispatch = new Dispatch(terms, random, now);
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
    while (pond.left() > 0 && now.isBefore(end)) pass(Duration.ofSeconds(10));
  }

  private Instant next() {
    var moments = new ArrayList<Instant>();
    if (!agenda.isEmpty()) moments.add(agenda.peek().at());
    dispatch.wakesAt(now).ifPresent(moments::add);
    Optional<Instant> change = pond.nextChange();
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
    if (dispatch.wakesAt(now).filter(at -> !at.isAfter(now)).isPresent()) begin();
  }

  private void answerPolls() {
    var answers = new ArrayList<Happened>();
    boolean isEmpty = false;
    for (Iterator<OpenPoll> each = polls.iterator(); each.hasNext(); ) {
      OpenPoll poll = each.next();
      if (poll.from().isAfter(now)) continue;
      List<Received> messages = isEmpty ? List.of() : pond.receive(poll.max(), Duration.ZERO);
      isEmpty = messages.isEmpty();
      if (isEmpty && now.isBefore(poll.until())) continue;
      each.remove();
      answers.add(new Happened.Polled(poll.slot(), messages));
    }
    answers.forEach(this::tell);
  }

  private void tell(Happened what) {
    dispatch.on(what, now).forEach(this::carryOut);
  }

  private void carryOut(Action action) {
    switch (action) {
      case Action.Poll(int slot, int max, Duration longest) ->
          polls.add(new OpenPoll(slot, max, now.plus(POLL), now.plus(longest)));
      case Action.Call(int slot, Batch batch) -> call(slot, batch);
      case Action.Delete(int slot, List<Received> messages) -> {
        int refused = pond.delete(messages);
        later(Duration.ZERO, new Happened.Deleted(slot, messages.size() - refused, refused));
      }
    }
  }

  private void call(int slot, Batch batch) {
    Optional<Lambda.Run> run = lambda.begin(batch.event(), now);
    if (run.isEmpty()) {
      var reason = Invocation.Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
      later(REFUSAL, new Happened.Called(slot, new Invocation.Throttled(reason)));
      return;
    }
    at(now.plus(run.get().takes()), lambda::end);
    later(run.get().takes(), new Happened.Called(slot, run.get().end()));
  }

  private void later(Duration after, Happened what) {
    int mine = life;
    at(
        now.plus(after),
        () -> {
          if (mine == life) tell(what);
        });
  }

  @Override
  public void close() {
    pond.close();
  }
}
