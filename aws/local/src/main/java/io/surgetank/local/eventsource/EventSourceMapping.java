package io.surgetank.local.eventsource;

import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An event source mapping: executes the commands of [PollerStateMachine], each in a virtual
/// thread, and returns their results to it as events.
public final class EventSourceMapping implements AutoCloseable {
  /// A long poll is split into polls of this time, so that closing need not wait for all of it.
  private static final Duration MAX_POLL = Duration.ofSeconds(1);

  private final MappingConfig mappingConfig;
  private final MappingDependencies dependencies;
  private final PollerStateMachine pollerStateMachine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Guards `pollerStateMachine`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private volatile boolean closing;

  public EventSourceMapping(MappingConfig mappingConfig, MappingDependencies dependencies) {
    this.mappingConfig = mappingConfig;
    this.dependencies = dependencies;
    this.pollerStateMachine =
        new PollerStateMachine(
            mappingConfig, dependencies.random(), dependencies.clock().instant());
  }

  public EventSourceMapping start() {
    tick();
    threads.execute(this::runTimer);
    return this;
  }

  /// Executes what is due. The timer calls it; a test with its own clock calls it as well.
  public void tick() {
    handle(new PollerEvent.TimerElapsed());
  }

  public MappingCounts counts() {
    lock.lock();
    try {
      return pollerStateMachine.counts();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the running invocations have ended and their messages are deleted. SQS redelivers
  /// messages that were received and not passed to a function.
  @Override
  public void close() {
    closing = true;
    handle(new PollerEvent.Stopped());
    lock.lock();
    try {
      while (!pollerStateMachine.ended()) changed.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
    threads.close();
  }

  private void handle(PollerEvent event) {
    lock.lock();
    try {
      Instant now = dependencies.clock().instant();
      for (PollerCommand pollerCommand : pollerStateMachine.on(event, now))
        threads.execute(() -> handle(execute(pollerCommand)));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private PollerEvent execute(PollerCommand pollerCommand) {
    return switch (pollerCommand) {
      case PollerCommand.Poll(int slot, int max, Duration longest) -> poll(slot, max, longest);
      case PollerCommand.Invoke(int slot, InvocationBatch invocationBatch) ->
          new PollerEvent.Invoked(slot, invoke(invocationBatch));
      case PollerCommand.Delete(int slot, List<PolledMessage> messages) -> delete(slot, messages);
    };
  }

  private PollerEvent poll(int slot, int max, Duration longest) {
    try {
      Duration left = longest;
      List<PolledMessage> messages = List.of();
      while (messages.isEmpty() && left.isPositive() && !closing) {
        Duration wait = left.compareTo(MAX_POLL) < 0 ? left : MAX_POLL;
        messages = dependencies.queueSource().receive(max, wait);
        left = left.minus(wait);
      }
      return new PollerEvent.Polled(slot, messages);
    } catch (RuntimeException unanswered) {
      return new PollerEvent.PollFailed(slot);
    }
  }

  private InvocationResult invoke(InvocationBatch invocationBatch) {
    try {
      var call = new Invoker.Call(invocationBatch.event(), invocationBatch.trace());
      return dependencies.invoker().invoke(mappingConfig.sqsTrigger().function().name(), call);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new InvocationResult.Failed("Interrupted", "the invocation was interrupted");
    } catch (RuntimeException failure) {
      return new InvocationResult.Failed(failure.getClass().getName(), String.valueOf(failure));
    }
  }

  private PollerEvent delete(int slot, List<PolledMessage> messages) {
    try {
      int refused = dependencies.queueSource().delete(messages);
      return new PollerEvent.Deleted(slot, messages.size() - refused, refused);
    } catch (RuntimeException unanswered) {
      return new PollerEvent.Deleted(slot, 0, messages.size());
    }
  }

  private void runTimer() {
    lock.lock();
    try {
      while (!pollerStateMachine.ended()) {
        Optional<Instant> next = pollerStateMachine.nextTick(dependencies.clock().instant());
        if (next.isEmpty()) {
          changed.await();
        } else {
          long nanos = Duration.between(dependencies.clock().instant(), next.get()).toNanos();
          if (nanos <= 0 || changed.awaitNanos(nanos) <= 0) handle(new PollerEvent.TimerElapsed());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
