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
/// Its slots are its concurrency: each has one batch at a time. There are as many as
/// [ConcurrencyScaler] allows; one too many ends when its batch has.
final class PollerStateMachine {
  private final MappingConfig mappingConfig;
  private final RandomGenerator random;
  private final TraceHeaders traceHeaders;
  private final ConcurrencyScaler concurrencyScaler;
  private final Map<Integer, PollerSlot> slots = new TreeMap<>();
  private final MappingCounter mappingCounter = new MappingCounter();
  private final List<PollerCommand> actions = new ArrayList<>();
  private int opened;
  private boolean stopped;

  PollerStateMachine(MappingConfig mappingConfig, RandomGenerator random, Instant now) {
    this.mappingConfig = mappingConfig;
    this.random = random;
    this.traceHeaders = new TraceHeaders(random);
    this.concurrencyScaler = new ConcurrencyScaler(mappingConfig, now);
  }

  List<PollerCommand> on(PollerEvent what, Instant now) {
    switch (what) {
      case PollerEvent.Woke() -> {}
      case PollerEvent.Polled(int slot, List<PolledMessage> messages) ->
          polled(slot, messages, now);
      case PollerEvent.PollFailed(int slot) -> pollFailed(slot, now);
      case PollerEvent.Called(int slot, Invocation end) -> called(slot, end, now);
      case PollerEvent.Deleted(int slot, int deleted, int refused) -> {
        mappingCounter.deleted += deleted;
        mappingCounter.refusedDeletes += refused;
        if (slots.get(slot) instanceof PollerSlot.Deleting(InvocationBatch invocationBatch))
          goOn(slot, invocationBatch, now);
      }
      case PollerEvent.Stopped() -> stop();
    }
    due(now);
    if (waiting().filter(since -> !now.isBefore(since)).isPresent()) concurrencyScaler.waits(now);
    while (!stopped && slots.size() < concurrencyScaler.allowed(now))
      poll(++opened, List.of(), now);
    List<PollerCommand> wanted = List.copyOf(actions);
    actions.clear();
    return wanted;
  }

  /// When it must be told that time has passed, if nothing else happens before.
  Optional<Instant> wakesAt(Instant now) {
    var moments = new ArrayList<Instant>();
    for (PollerSlot pollerSlot : slots.values()) {
      switch (pollerSlot) {
        case PollerSlot.Resting(_, Instant until) -> moments.add(until);
        case PollerSlot.Holding(_, _, Instant until) -> moments.add(until);
        case PollerSlot.Polling _, PollerSlot.Calling _, PollerSlot.Deleting _ -> {}
      }
    }
    if (!stopped && slots.size() < concurrencyScaler.allowed(now)) moments.add(now);
    if (!stopped) concurrencyScaler.growsAt(now).ifPresent(moments::add);
    if (concurrencyScaler.seesBacklog()) waiting().ifPresent(moments::add);
    return moments.stream().min(Instant::compareTo);
  }

  /// From when on a poll under way tells that nothing is waiting.
  private Optional<Instant> waiting() {
    return slots.values().stream()
        .filter(PollerSlot.Polling.class::isInstance)
        .map(pollerSlot ->
            ((PollerSlot.Polling) pollerSlot).asked().plus(mappingConfig.assumptions().prompt()))
        .min(Instant::compareTo);
  }

  /// Whether nothing that was asked for is unanswered, and nothing more will be asked for.
  boolean ended() {
    return stopped && slots.isEmpty();
  }

  MappingCounts counts() {
    return mappingCounter.counts();
  }

  private void polled(int number, List<PolledMessage> messages, Instant now) {
    if (!(slots.get(number) instanceof PollerSlot.Polling(var before, Instant asked))) return;
    mappingCounter.messages += messages.size();
    if (messages.isEmpty()) concurrencyScaler.foundNothing(now);
    else concurrencyScaler.found(asked, now);
    var gathered = new ArrayList<>(before);
    gathered.addAll(messages);
    if (stopped) slots.remove(number);
    else gathered(number, gathered, now);
  }

  private void pollFailed(int number, Instant now) {
    if (!(slots.get(number) instanceof PollerSlot.Polling(var before, _))) return;
    mappingCounter.failedPolls++;
    Instant until = now.plus(mappingConfig.assumptions().pollAgain());
    if (stopped) slots.remove(number);
    else slots.put(number, new PollerSlot.Resting(before, until));
  }

  /// Calls when the batch is full, its window over or the event large enough; else gathers on.
  private void gathered(int number, List<PolledMessage> messages, Instant now) {
    if (messages.isEmpty()) {
      free(number, now);
      return;
    }
    Instant windowEnds = messages.getFirst().at().plus(mappingConfig.sqsTrigger().window());
    boolean full = messages.size() >= mappingConfig.sqsTrigger().batch();
    boolean heavy = InvocationBatch.bytes(messages) >= mappingConfig.mappingLimits().payloadBytes();
    if (!full && !heavy && now.isBefore(windowEnds)) poll(number, messages, now);
    else
      call(
          number,
          InvocationBatch.of(
              messages, mappingConfig.mappingLimits(), traceHeaders.of(messages, now)),
          0);
  }

  private void free(int number, Instant now) {
    if (stopped || slots.size() > concurrencyScaler.allowed(now)) slots.remove(number);
    else poll(number, List.of(), now);
  }

  private void poll(int number, List<PolledMessage> gathered, Instant now) {
    slots.put(number, new PollerSlot.Polling(gathered, now));
    int room = mappingConfig.sqsTrigger().batch() - gathered.size();
    mappingCounter.polls++;
    actions.add(
        new PollerCommand.Poll(
            number,
            Math.min(mappingConfig.mappingLimits().pollMessages(), room),
            wait(gathered, now)));
  }

  /// A window shorter than a long poll may last as long as the poll does: a poll under way is not
  /// broken off.
  private Duration wait(List<PolledMessage> gathered, Instant now) {
    Duration whole = mappingConfig.mappingLimits().pollWait();
    if (gathered.isEmpty() || mappingConfig.sqsTrigger().window().compareTo(whole) < 0)
      return whole;
    Instant ends = gathered.getFirst().at().plus(mappingConfig.sqsTrigger().window());
    Duration left = Duration.ofSeconds(Math.max(1, Duration.between(now, ends).toSeconds()));
    return left.compareTo(whole) < 0 ? left : whole;
  }

  private void call(int number, InvocationBatch invocationBatch, int refusals) {
    slots.put(number, new PollerSlot.Calling(invocationBatch, refusals));
    mappingCounter.entered();
    actions.add(new PollerCommand.Call(number, invocationBatch));
  }

  private void called(int number, Invocation end, Instant now) {
    if (!(slots.get(number)
        instanceof PollerSlot.Calling(InvocationBatch invocationBatch, int refusals))) return;
    switch (end) {
      case Invocation.Throttled _ -> {
        mappingCounter.refused();
        concurrencyScaler.slow(now);
        hold(number, invocationBatch, refusals, now);
      }
      case Invocation.Failed _, Invocation.TimedOut _ -> {
        mappingCounter.left();
        failed(number, invocationBatch, now);
      }
      case Invocation.Answered(byte[] payload) -> {
        mappingCounter.left();
        answered(number, invocationBatch, payload, now);
      }
    }
  }

  private void answered(int number, InvocationBatch invocationBatch, byte[] payload, Instant now) {
    switch (BatchResult.of(
        payload, mappingConfig.sqsTrigger().reply(), invocationBatch.messageIds())) {
      case BatchResult.Worked() -> delete(number, invocationBatch, invocationBatch.messages());
      case BatchResult.Malformed _ -> failed(number, invocationBatch, now);
      case BatchResult.WorkedBut(var again) -> {
        mappingCounter.itemFailures += again.size();
        var done =
            invocationBatch.messages().stream()
                .filter(one -> !again.contains(one.messageId()))
                .toList();
        if (!done.isEmpty()) {
          delete(number, invocationBatch, done);
        } else {
          concurrencyScaler.slow(now);
          goOn(number, invocationBatch, now);
        }
      }
    }
  }

  /// Its messages stay as they are: SQS shows them again when their visibility ends.
  private void failed(int number, InvocationBatch invocationBatch, Instant now) {
    mappingCounter.failures++;
    concurrencyScaler.slow(now);
    goOn(number, invocationBatch, now);
  }

  private void delete(int number, InvocationBatch invocationBatch, List<PolledMessage> done) {
    slots.put(number, new PollerSlot.Deleting(invocationBatch));
    actions.add(new PollerCommand.Delete(number, done));
  }

  private void goOn(int number, InvocationBatch invocationBatch, Instant now) {
    if (stopped) slots.remove(number);
    else gathered(number, invocationBatch.carried(), now);
  }

  private void hold(int number, InvocationBatch invocationBatch, int refusals, Instant now) {
    if (stopped) {
      slots.remove(number);
      return;
    }
    Instant again = now.plus(backOff(refusals));
    Instant end = invocationBatch.hiddenUntil(mappingConfig.sqsQueue().visibility());
    slots.put(
        number,
        new PollerSlot.Holding(invocationBatch, refusals + 1, again.isBefore(end) ? again : end));
  }

  /// Doubling, and a half of it by chance: held batches must not try again in step.
  private Duration backOff(int refusals) {
    Duration longest = mappingConfig.assumptions().throttleLongest();
    // Past 2^20 the doubling is over any sane longest wait.
    Duration doubled =
        mappingConfig.assumptions().throttleFirst().multipliedBy(1L << Math.min(refusals, 20));
    long nanos = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }

  private void due(Instant now) {
    for (Map.Entry<Integer, PollerSlot> entry : List.copyOf(slots.entrySet())) {
      switch (entry.getValue()) {
        case PollerSlot.Resting(var gathered, Instant until) when !now.isBefore(until) ->
            gathered(entry.getKey(), gathered, now);
        case PollerSlot.Holding(InvocationBatch invocationBatch, int refusals, Instant until)
            when !now.isBefore(until) ->
            tryAgain(entry.getKey(), invocationBatch, refusals, now);
        case PollerSlot.Resting _,
            PollerSlot.Holding _,
            PollerSlot.Polling _,
            PollerSlot.Calling _,
            PollerSlot.Deleting _ -> {}
      }
    }
  }

  private void tryAgain(int number, InvocationBatch invocationBatch, int refusals, Instant now) {
    InvocationBatch left = invocationBatch.stillHidden(now, mappingConfig.sqsQueue().visibility());
    mappingCounter.dropped += invocationBatch.messages().size() - left.messages().size();
    if (left.messages().isEmpty()) goOn(number, left, now);
    else call(number, left, refusals);
  }

  /// What is under way goes on; what is only held is let go, and SQS shows it again in its time.
  private void stop() {
    stopped = true;
    slots
        .values()
        .removeIf(pollerSlot ->
            pollerSlot instanceof PollerSlot.Holding || pollerSlot instanceof PollerSlot.Resting);
  }
}
