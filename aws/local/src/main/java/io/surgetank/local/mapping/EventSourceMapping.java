package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invocation;
import io.surgetank.local.lambda.Invoker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A mapping at work: does what [PollerStateMachine] wants, each action on a virtual thread of its
/// own, and tells it how that went.
public final class EventSourceMapping implements AutoCloseable {
  /// A long poll is asked for in pieces of this, so that closing need not wait for all of it.
  private static final Duration PIECE = Duration.ofSeconds(1);

  private final MappingConfig mappingConfig;
  private final MappingDependencies around;
  private final PollerStateMachine pollerStateMachine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Guards `dispatch` and `closing`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition told = lock.newCondition();
  private volatile boolean closing;

  public EventSourceMapping(MappingConfig mappingConfig, MappingDependencies around) {
    this.mappingConfig = mappingConfig;
    this.around = around;
    this.pollerStateMachine =
        new PollerStateMachine(mappingConfig, around.random(), around.clock().instant());
  }

  public EventSourceMapping start() {
    turn();
    threads.execute(this::keepTime);
    return this;
  }

  /// Does what is due. Called by itself as time passes; a test whose clock leaps calls it.
  public void turn() {
    tell(new PollerEvent.Woke());
  }

  public MappingCounts counts() {
    lock.lock();
    try {
      return pollerStateMachine.counts();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the calls under way have ended and their messages are deleted. Messages that were
  /// received and not handed over are left to SQS, which shows them again.
  @Override
  public void close() {
    closing = true;
    tell(new PollerEvent.Stopped());
    lock.lock();
    try {
      while (!pollerStateMachine.ended()) told.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
    threads.close();
  }

  private void tell(PollerEvent what) {
    lock.lock();
    try {
      Instant now = around.clock().instant();
      for (PollerCommand pollerCommand : pollerStateMachine.on(what, now))
        threads.execute(() -> tell(done(pollerCommand)));
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private PollerEvent done(PollerCommand pollerCommand) {
    return switch (pollerCommand) {
      case PollerCommand.Poll(int slot, int max, Duration longest) -> polled(slot, max, longest);
      case PollerCommand.Call(int slot, InvocationBatch invocationBatch) ->
          new PollerEvent.Called(slot, called(invocationBatch));
      case PollerCommand.Delete(int slot, List<PolledMessage> messages) -> deleted(slot, messages);
    };
  }

  private PollerEvent polled(int slot, int max, Duration longest) {
    try {
      Duration left = longest;
      List<PolledMessage> messages = List.of();
      while (messages.isEmpty() && left.isPositive() && !closing) {
        Duration piece = left.compareTo(PIECE) < 0 ? left : PIECE;
        messages = around.queueSource().receive(max, piece);
        left = left.minus(piece);
      }
      return new PollerEvent.Polled(slot, messages);
    } catch (RuntimeException unanswered) {
      return new PollerEvent.PollFailed(slot);
    }
  }

  private Invocation called(InvocationBatch invocationBatch) {
    try {
      var call = new Invoker.Call(invocationBatch.event(), invocationBatch.trace());
      return around.invoker().invoke(mappingConfig.sqsTrigger().function(), call);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Invocation.Failed("Interrupted", "the call was broken off");
    } catch (RuntimeException surprise) {
      return new Invocation.Failed(surprise.getClass().getName(), String.valueOf(surprise));
    }
  }

  private PollerEvent deleted(int slot, List<PolledMessage> messages) {
    try {
      int refused = around.queueSource().delete(messages);
      return new PollerEvent.Deleted(slot, messages.size() - refused, refused);
    } catch (RuntimeException unanswered) {
      return new PollerEvent.Deleted(slot, 0, messages.size());
    }
  }

  private void keepTime() {
    lock.lock();
    try {
      while (!pollerStateMachine.ended()) {
        Optional<Instant> next = pollerStateMachine.wakesAt(around.clock().instant());
        if (next.isEmpty()) {
          told.await();
        } else {
          long nanos = Duration.between(around.clock().instant(), next.get()).toNanos();
          if (nanos <= 0 || told.awaitNanos(nanos) <= 0) tell(new PollerEvent.Woke());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
