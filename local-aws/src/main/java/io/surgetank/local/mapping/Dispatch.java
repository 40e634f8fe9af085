package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A mapping's decisions: told what happened, it says what to do. The same tellings at the same
/// times with the same chance give the same actions. Not for two threads at once.
///
/// Its slots are its concurrency: each has one batch at a time. There are as many as [Scale]
/// allows; one too many ends when its batch has.
final class Dispatch {
  private final Terms terms;
  private final RandomGenerator random;
  private final Traces traces;
  private final Scale scale;
  private final Map<Integer, Slot> slots = new TreeMap<>();
  private final Tally tally = new Tally();
  private final List<Action> actions = new ArrayList<>();
  private int opened;
  private boolean stopped;

  Dispatch(Terms terms, RandomGenerator random, Instant now) {
    this.terms = terms;
    this.random = random;
    this.traces = new Traces(random);
    this.scale = new Scale(terms, now);
  }

  List<Action> on(Happened what, Instant now) {
    switch (what) {
      case Happened.Woke() -> {}
      case Happened.Polled(int slot, List<Received> messages) -> polled(slot, messages, now);
      case Happened.PollFailed(int slot) -> pollFailed(slot, now);
      case Happened.Called(int slot, Invocation end) -> called(slot, end, now);
      case Happened.Deleted(int slot, int deleted, int refused) -> {
        tally.deleted += deleted;
        tally.refusedDeletes += refused;
        if (slots.get(slot) instanceof Slot.Deleting(Batch batch)) goOn(slot, batch, now);
      }
      case Happened.Stopped() -> stop();
    }
    due(now);
    if (waiting().filter(since -> !now.isBefore(since)).isPresent()) scale.waits(now);
    while (!stopped && slots.size() < scale.allowed(now)) poll(++opened, List.of(), now);
    List<Action> wanted = List.copyOf(actions);
    actions.clear();
    return wanted;
  }

  /// When it must be told that time has passed, if nothing else happens before.
  Optional<Instant> wakesAt(Instant now) {
    var moments = new ArrayList<Instant>();
    for (Slot slot : slots.values()) {
      switch (slot) {
        case Slot.Resting(_, Instant until) -> moments.add(until);
        case Slot.Holding(_, _, Instant until) -> moments.add(until);
        case Slot.Polling _, Slot.Calling _, Slot.Deleting _ -> {}
      }
    }
    if (!stopped && slots.size() < scale.allowed(now)) moments.add(now);
    if (!stopped) scale.growsAt(now).ifPresent(moments::add);
    if (scale.seesBacklog()) waiting().ifPresent(moments::add);
    return moments.stream().min(Instant::compareTo);
  }

  /// From when on a poll under way tells that nothing is waiting.
  private Optional<Instant> waiting() {
    return slots.values().stream()
        .filter(Slot.Polling.class::isInstance)
        .map(slot -> ((Slot.Polling) slot).asked().plus(terms.assumptions().prompt()))
        .min(Instant::compareTo);
  }

  /// Whether nothing that was asked for is unanswered, and nothing more will be asked for.
  boolean ended() {
    return stopped && slots.isEmpty();
  }

  Counts counts() {
    return tally.counts();
  }

  private void polled(int number, List<Received> messages, Instant now) {
    if (!(slots.get(number) instanceof Slot.Polling(var before, Instant asked))) return;
    tally.messages += messages.size();
    if (messages.isEmpty()) scale.foundNothing(now);
    else scale.found(asked, now);
    var gathered = new ArrayList<>(before);
    gathered.addAll(messages);
    if (stopped) slots.remove(number);
    else gathered(number, gathered, now);
  }

  private void pollFailed(int number, Instant now) {
    if (!(slots.get(number) instanceof Slot.Polling(var before, _))) return;
    tally.failedPolls++;
    Instant until = now.plus(terms.assumptions().pollAgain());
    if (stopped) slots.remove(number);
    else slots.put(number, new Slot.Resting(before, until));
  }

  /// Calls when the batch is full, its window over or the event large enough; else gathers on.
  private void gathered(int number, List<Received> messages, Instant now) {
    if (messages.isEmpty()) {
      free(number, now);
      return;
    }
    Instant windowEnds = messages.getFirst().at().plus(terms.mapping().window());
    boolean full = messages.size() >= terms.mapping().batch();
    boolean heavy = Batch.bytes(messages) >= terms.limits().payloadBytes();
    if (!full && !heavy && now.isBefore(windowEnds)) poll(number, messages, now);
    else call(number, Batch.of(messages, terms.limits(), traces.of(messages, now)), 0);
  }

  private void free(int number, Instant now) {
    if (stopped || slots.size() > scale.allowed(now)) slots.remove(number);
    else poll(number, List.of(), now);
  }

  private void poll(int number, List<Received> gathered, Instant now) {
    slots.put(number, new Slot.Polling(gathered, now));
    int room = terms.mapping().batch() - gathered.size();
    tally.polls++;
    actions.add(
        new Action.Poll(
            number, Math.min(terms.limits().pollMessages(), room), wait(gathered, now)));
  }

  /// A window shorter than a long poll may last as long as the poll does: a poll under way is not
  /// broken off.
  private Duration wait(List<Received> gathered, Instant now) {
    Duration whole = terms.limits().pollWait();
    if (gathered.isEmpty() || terms.mapping().window().compareTo(whole) < 0) return whole;
    Instant ends = gathered.getFirst().at().plus(terms.mapping().window());
    Duration left = Duration.ofSeconds(Math.max(1, Duration.between(now, ends).toSeconds()));
    return left.compareTo(whole) < 0 ? left : whole;
  }

  private void call(int number, Batch batch, int refusals) {
    slots.put(number, new Slot.Calling(batch, refusals));
    tally.entered();
    actions.add(new Action.Call(number, batch));
  }

  private void called(int number, Invocation end, Instant now) {
    if (!(slots.get(number) instanceof Slot.Calling(Batch batch, int refusals))) return;
    switch (end) {
      case Invocation.Throttled _ -> {
        tally.refused();
        scale.slow(now);
        hold(number, batch, refusals, now);
      }
      case Invocation.Failed _, Invocation.TimedOut _ -> {
        tally.left();
        failed(number, batch, now);
      }
      case Invocation.Answered(byte[] payload) -> {
        tally.left();
        answered(number, batch, payload, now);
      }
    }
  }

  private void answered(int number, Batch batch, byte[] payload, Instant now) {
    switch (Verdict.of(payload, terms.mapping().reply(), batch.messageIds())) {
      case Verdict.Worked() -> delete(number, batch, batch.messages());
      case Verdict.Malformed _ -> failed(number, batch, now);
      case Verdict.WorkedBut(var again) -> {
        tally.itemFailures += again.size();
        var done =
            batch.messages().stream().filter(one -> !again.contains(one.messageId())).toList();
        if (!done.isEmpty()) {
          delete(number, batch, done);
        } else {
          scale.slow(now);
          goOn(number, batch, now);
        }
      }
    }
  }

  /// Its messages stay as they are: SQS shows them again when their visibility ends.
  private void failed(int number, Batch batch, Instant now) {
    tally.failures++;
    scale.slow(now);
    goOn(number, batch, now);
  }

  private void delete(int number, Batch batch, List<Received> done) {
    slots.put(number, new Slot.Deleting(batch));
    actions.add(new Action.Delete(number, done));
  }

  private void goOn(int number, Batch batch, Instant now) {
    if (stopped) slots.remove(number);
    else gathered(number, batch.carried(), now);
  }

  private void hold(int number, Batch batch, int refusals, Instant now) {
    if (stopped) {
      slots.remove(number);
      return;
    }
    Instant again = now.plus(backOff(refusals));
    Instant end = batch.hiddenUntil(terms.queue().visibility());
    slots.put(number, new Slot.Holding(batch, refusals + 1, again.isBefore(end) ? again : end));
  }

  /// Doubling, and a half of it by chance: held batches must not try again in step.
  private Duration backOff(int refusals) {
    Duration longest = terms.assumptions().throttleLongest();
    // Past 2^20 the doubling is over any sane longest wait.
    Duration doubled =
        terms.assumptions().throttleFirst().multipliedBy(1L << Math.min(refusals, 20));
    long nanos = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }

  private void due(Instant now) {
    for (Map.Entry<Integer, Slot> entry : List.copyOf(slots.entrySet())) {
      switch (entry.getValue()) {
        case Slot.Resting(var gathered, Instant until) when !now.isBefore(until) ->
            gathered(entry.getKey(), gathered, now);
        case Slot.Holding(Batch batch, int refusals, Instant until) when !now.isBefore(until) ->
            tryAgain(entry.getKey(), batch, refusals, now);
        case Slot.Resting _, Slot.Holding _, Slot.Polling _, Slot.Calling _, Slot.Deleting _ -> {}
      }
    }
  }

  private void tryAgain(int number, Batch batch, int refusals, Instant now) {
    Batch left = batch.stillHidden(now, terms.queue().visibility());
    tally.dropped += batch.messages().size() - left.messages().size();
    if (left.messages().isEmpty()) goOn(number, left, now);
    else call(number, left, refusals);
  }

  /// What is under way goes on; what is only held is let go, and SQS shows it again in its time.
  private void stop() {
    stopped = true;
    slots.values().removeIf(slot -> slot instanceof Slot.Holding || slot instanceof Slot.Resting);
  }
}
