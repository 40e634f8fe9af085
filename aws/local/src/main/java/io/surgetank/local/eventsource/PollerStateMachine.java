package io.surgetank.local.eventsource;

import io.surgetank.local.lambda.InvocationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Decides for a mapping: takes events and returns commands, deterministically for the same times
/// and random values. Not thread-safe.
///
/// Its slots are its concurrency: each processes one batch at a time. There are as many as
/// [ConcurrencyScaler] allows; a surplus slot ends with its batch.
final class PollerStateMachine {
  private final MappingConfig mappingConfig;
  private final RandomGenerator random;
  private final TraceHeaders traceHeaders;
  private final ConcurrencyScaler concurrencyScaler;
  private final Map<Integer, PollerSlot> slots = new TreeMap<>();
  private final MappingCountsBuilder mappingCountsBuilder = new MappingCountsBuilder();
  private final List<PollerCommand> commands = new ArrayList<>();
  private int lastSlot;
  private boolean stopped;

  PollerStateMachine(MappingConfig mappingConfig, RandomGenerator random, Instant now) {
    this.mappingConfig = mappingConfig;
    this.random = random;
    this.traceHeaders = new TraceHeaders(random);
    this.concurrencyScaler = new ConcurrencyScaler(mappingConfig, now);
  }

  List<PollerCommand> on(PollerEvent event, Instant now) {
    switch (event) {
      case PollerEvent.TimerElapsed() -> {}
      case PollerEvent.Polled(int slot, List<PolledMessage> messages) ->
          polled(slot, messages, now);
      case PollerEvent.PollFailed(int slot) -> pollFailed(slot, now);
      case PollerEvent.Invoked(int slot, InvocationResult result) -> invoked(slot, result, now);
      case PollerEvent.Deleted(int slot, int deleted, int refused) -> {
        mappingCountsBuilder.deleted += deleted;
        mappingCountsBuilder.refusedDeletes += refused;
        if (slots.get(slot) instanceof PollerSlot.Deleting(InvocationBatch invocationBatch))
          next(slot, invocationBatch, now);
      }
      case PollerEvent.Stopped() -> stop();
    }
    runDue(now);
    if (pollWaitedAt().filter(at -> !now.isBefore(at)).isPresent()) concurrencyScaler.waited(now);
    while (!stopped && slots.size() < concurrencyScaler.allowed(now))
      poll(++lastSlot, List.of(), now);
    List<PollerCommand> result = List.copyOf(commands);
    commands.clear();
    return result;
  }

  /// When it needs the next `TimerElapsed`, if no other event comes before.
  Optional<Instant> nextTick(Instant now) {
    var moments = new ArrayList<Instant>();
    for (PollerSlot pollerSlot : slots.values()) {
      switch (pollerSlot) {
        case PollerSlot.PollBackoff(_, Instant until) -> moments.add(until);
        case PollerSlot.InvokeBackoff(_, _, Instant until) -> moments.add(until);
        case PollerSlot.Polling _, PollerSlot.Invoking _, PollerSlot.Deleting _ -> {}
      }
    }
    if (!stopped && slots.size() < concurrencyScaler.allowed(now)) moments.add(now);
    if (!stopped) concurrencyScaler.growsAt(now).ifPresent(moments::add);
    if (concurrencyScaler.hasBacklog()) pollWaitedAt().ifPresent(moments::add);
    return moments.stream().min(Instant::compareTo);
  }

  /// When the oldest running poll will show that there is no backlog.
  private Optional<Instant> pollWaitedAt() {
    return slots.values().stream()
        .filter(PollerSlot.Polling.class::isInstance)
        .map(pollerSlot ->
            ((PollerSlot.Polling) pollerSlot)
                .polledAt()
                .plus(mappingConfig.assumptions().backlogWait()))
        .min(Instant::compareTo);
  }

  /// Whether it is stopped and all commands have ended.
  boolean ended() {
    return stopped && slots.isEmpty();
  }

  MappingCounts counts() {
    return mappingCountsBuilder.counts();
  }

  private void polled(int number, List<PolledMessage> messages, Instant now) {
    if (!(slots.get(number) instanceof PollerSlot.Polling(var before, Instant polledAt))) return;
    mappingCountsBuilder.messages += messages.size();
    if (messages.isEmpty()) concurrencyScaler.foundNothing(now);
    else concurrencyScaler.found(polledAt, now);
    var gathered = new ArrayList<>(before);
    gathered.addAll(messages);
    if (stopped) slots.remove(number);
    else gathered(number, gathered, now);
  }

  private void pollFailed(int number, Instant now) {
    if (!(slots.get(number) instanceof PollerSlot.Polling(var before, _))) return;
    mappingCountsBuilder.failedPolls++;
    Instant until = now.plus(mappingConfig.assumptions().pollRetryDelay());
    if (stopped) slots.remove(number);
    else slots.put(number, new PollerSlot.PollBackoff(before, until));
  }

  /// Invokes the function when the batch is full, its window over or the event large enough;
  /// otherwise polls for more messages.
  private void gathered(int number, List<PolledMessage> messages, Instant now) {
    if (messages.isEmpty()) {
      pollOrEnd(number, now);
      return;
    }
    Instant windowEnds = messages.getFirst().at().plus(mappingConfig.sqsTrigger().window());
    boolean full = messages.size() >= mappingConfig.sqsTrigger().batch();
    boolean large = InvocationBatch.bytes(messages) >= mappingConfig.mappingLimits().payloadBytes();
    if (!full && !large && now.isBefore(windowEnds)) poll(number, messages, now);
    else
      invoke(
          number,
          InvocationBatch.of(
              messages, mappingConfig.mappingLimits(), traceHeaders.of(messages, now)),
          0);
  }

  private void pollOrEnd(int number, Instant now) {
    if (stopped || slots.size() > concurrencyScaler.allowed(now)) slots.remove(number);
    else poll(number, List.of(), now);
  }

  private void poll(int number, List<PolledMessage> gathered, Instant now) {
    slots.put(number, new PollerSlot.Polling(gathered, now));
    int space = mappingConfig.sqsTrigger().batch() - gathered.size();
    mappingCountsBuilder.polls++;
    commands.add(
        new PollerCommand.Poll(
            number,
            Math.min(mappingConfig.mappingLimits().pollMessages(), space),
            wait(gathered, now)));
  }

  /// A window that is shorter than a long poll may last as long as the poll, which is not
  /// interrupted.
  private Duration wait(List<PolledMessage> gathered, Instant now) {
    Duration longPoll = mappingConfig.mappingLimits().pollWait();
    if (gathered.isEmpty() || mappingConfig.sqsTrigger().window().compareTo(longPoll) < 0)
      return longPoll;
    Instant ends = gathered.getFirst().at().plus(mappingConfig.sqsTrigger().window());
    Duration left = Duration.ofSeconds(Math.max(1, Duration.between(now, ends).toSeconds()));
    return left.compareTo(longPoll) < 0 ? left : longPoll;
  }

  private void invoke(int number, InvocationBatch invocationBatch, int throttles) {
    slots.put(number, new PollerSlot.Invoking(invocationBatch, throttles));
    mappingCountsBuilder.started();
    commands.add(new PollerCommand.Invoke(number, invocationBatch));
  }

  private void invoked(int number, InvocationResult result, Instant now) {
    if (!(slots.get(number)
        instanceof PollerSlot.Invoking(InvocationBatch invocationBatch, int throttles))) return;
    switch (result) {
      case InvocationResult.Throttled _ -> {
        mappingCountsBuilder.throttled();
        concurrencyScaler.scaleDown(now);
        backOff(number, invocationBatch, throttles, now);
      }
      case InvocationResult.Failed _, InvocationResult.TimedOut _ -> {
        mappingCountsBuilder.ended();
        failed(number, invocationBatch, now);
      }
      case InvocationResult.Returned(byte[] payload) -> {
        mappingCountsBuilder.ended();
        returned(number, invocationBatch, payload, now);
      }
    }
  }

  private void returned(int number, InvocationBatch invocationBatch, byte[] payload, Instant now) {
    switch (BatchResult.of(
        payload, mappingConfig.sqsTrigger().reply(), invocationBatch.messageIds())) {
      case BatchResult.Processed() -> delete(number, invocationBatch, invocationBatch.messages());
      case BatchResult.Malformed _ -> failed(number, invocationBatch, now);
      case BatchResult.PartlyProcessed(var failed) -> {
        mappingCountsBuilder.itemFailures += failed.size();
        var done =
            invocationBatch.messages().stream()
                .filter(one -> !failed.contains(one.messageId()))
                .toList();
        if (!done.isEmpty()) {
          delete(number, invocationBatch, done);
        } else {
          concurrencyScaler.scaleDown(now);
          next(number, invocationBatch, now);
        }
      }
    }
  }

  /// Leaves the messages: SQS redelivers them when their visibility timeout expires.
  private void failed(int number, InvocationBatch invocationBatch, Instant now) {
    mappingCountsBuilder.failures++;
    concurrencyScaler.scaleDown(now);
    next(number, invocationBatch, now);
  }

  private void delete(int number, InvocationBatch invocationBatch, List<PolledMessage> done) {
    slots.put(number, new PollerSlot.Deleting(invocationBatch));
    commands.add(new PollerCommand.Delete(number, done));
  }

  private void next(int number, InvocationBatch invocationBatch, Instant now) {
    if (stopped) slots.remove(number);
    else gathered(number, invocationBatch.carried(), now);
  }

  private void backOff(int number, InvocationBatch invocationBatch, int throttles, Instant now) {
    if (stopped) {
      slots.remove(number);
      return;
    }
    Instant retryAt = now.plus(delay(throttles));
    Instant end = invocationBatch.hiddenUntil(mappingConfig.sqsQueue().visibility());
    slots.put(
        number,
        new PollerSlot.InvokeBackoff(
            invocationBatch, throttles + 1, retryAt.isBefore(end) ? retryAt : end));
  }

  /// Doubles each time; half of it is random, so that batches do not retry simultaneously.
  private Duration delay(int throttles) {
    Duration longest = mappingConfig.assumptions().maxThrottleBackoff();
    // 2^20 exceeds any sensible maximum; clamping the shift prevents an overflow.
    Duration doubled =
        mappingConfig.assumptions().throttleBackoff().multipliedBy(1L << Math.min(throttles, 20));
    long nanos = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }

  private void runDue(Instant now) {
    for (Map.Entry<Integer, PollerSlot> entry : List.copyOf(slots.entrySet())) {
      switch (entry.getValue()) {
        case PollerSlot.PollBackoff(var gathered, Instant until) when !now.isBefore(until) ->
            gathered(entry.getKey(), gathered, now);
        case PollerSlot.InvokeBackoff(InvocationBatch invocationBatch, int throttles, Instant until)
            when !now.isBefore(until) ->
            retry(entry.getKey(), invocationBatch, throttles, now);
        case PollerSlot.PollBackoff _,
            PollerSlot.InvokeBackoff _,
            PollerSlot.Polling _,
            PollerSlot.Invoking _,
            PollerSlot.Deleting _ -> {}
      }
    }
  }

  private void retry(int number, InvocationBatch invocationBatch, int throttles, Instant now) {
    InvocationBatch left = invocationBatch.stillHidden(now, mappingConfig.sqsQueue().visibility());
    mappingCountsBuilder.dropped += invocationBatch.messages().size() - left.messages().size();
    if (left.messages().isEmpty()) next(number, left, now);
    else invoke(number, left, throttles);
  }

  /// Running polls, invocations and deletions continue; waiting batches are dropped, and SQS
  /// redelivers their messages.
  private void stop() {
    stopped = true;
    slots
        .values()
        .removeIf(pollerSlot ->
            pollerSlot instanceof PollerSlot.InvokeBackoff
                || pollerSlot instanceof PollerSlot.PollBackoff);
  }
}
