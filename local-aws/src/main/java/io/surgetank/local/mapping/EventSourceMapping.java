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

/// A mapping at work: does what [Dispatch] wants, each action on a virtual thread of its own, and
/// tells it how that went.
public final class EventSourceMapping implements AutoCloseable {
  /// A long poll is asked for in pieces of this, so that closing need not wait for all of it.
  private static final Duration PIECE = Duration.ofSeconds(1);

  private final Terms terms;
  private final Surroundings around;
  private final Dispatch dispatch;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Guards `dispatch` and `closing`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition told = lock.newCondition();
  private volatile boolean closing;

  public EventSourceMapping(Terms terms, Surroundings around) {
    this.terms = terms;
    this.around = around;
    this.dispatch = new Dispatch(terms, around.random(), around.clock().instant());
  }

  public EventSourceMapping start() {
    turn();
    threads.execute(this::keepTime);
    return this;
  }

  /// Does what is due. Called by itself as time passes; a test whose clock leaps calls it.
  public void turn() {
    tell(new Happened.Woke());
  }

  public Counts counts() {
    lock.lock();
    try {
      return dispatch.counts();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the calls under way have ended and their messages are deleted. Messages that were
  /// received and not handed over are left to SQS, which shows them again.
  @Override
  public void close() {
    closing = true;
    tell(new Happened.Stopped());
    lock.lock();
    try {
      while (!dispatch.ended()) told.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
    threads.close();
  }

  private void tell(Happened what) {
    lock.lock();
    try {
      Instant now = around.clock().instant();
      for (Action action : dispatch.on(what, now)) threads.execute(() -> tell(done(action)));
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Happened done(Action action) {
    return switch (action) {
      case Action.Poll(int slot, int max, Duration longest) -> polled(slot, max, longest);
      case Action.Call(int slot, Batch batch) -> new Happened.Called(slot, called(batch));
      case Action.Delete(int slot, List<Received> messages) -> deleted(slot, messages);
    };
  }

  private Happened polled(int slot, int max, Duration longest) {
    try {
      Duration left = longest;
      List<Received> messages = List.of();
      while (messages.isEmpty() && left.isPositive() && !closing) {
        Duration piece = left.compareTo(PIECE) < 0 ? left : PIECE;
        messages = around.source().receive(max, piece);
        left = left.minus(piece);
      }
      return new Happened.Polled(slot, messages);
    } catch (RuntimeException unanswered) {
      return new Happened.PollFailed(slot);
    }
  }

  private Invocation called(Batch batch) {
    try {
      var call = new Invoker.Call(batch.event(), batch.trace());
      return around.invoker().invoke(terms.mapping().function(), call);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Invocation.Failed("Interrupted", "the call was broken off");
    } catch (RuntimeException surprise) {
      return new Invocation.Failed(surprise.getClass().getName(), String.valueOf(surprise));
    }
  }

  private Happened deleted(int slot, List<Received> messages) {
    try {
      int refused = around.source().delete(messages);
      return new Happened.Deleted(slot, messages.size() - refused, refused);
    } catch (RuntimeException unanswered) {
      return new Happened.Deleted(slot, 0, messages.size());
    }
  }

  private void keepTime() {
    lock.lock();
    try {
      while (!dispatch.ended()) {
        Optional<Instant> next = dispatch.wakesAt(around.clock().instant());
        if (next.isEmpty()) {
          told.await();
        } else {
          long nanos = Duration.between(around.clock().instant(), next.get()).toNanos();
          if (nanos <= 0 || told.awaitNanos(nanos) <= 0) tell(new Happened.Woke());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
