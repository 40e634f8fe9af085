package io.surgetank.proof.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Creates virtual threads whose continuations go to a consumer, which decides when each runs.
///
/// Waits with a time limit never time out on these threads: their limits are in the machine's time.
/// The JDK has no public method for such threads, so this needs `--add-opens
/// java.base/java.lang=ALL-UNNAMED`. It is a [ForkJoinPool] because only such a scheduler is asked
/// to schedule timeouts; the pool itself never runs anything.
final class ControlledThreadFactory extends ForkJoinPool {
  private static final Constructor<?> BUILDER = builderConstructor();

  private final Consumer<Runnable> ready;

  /// @param ready receives a continuation each time that a thread can run
  ControlledThreadFactory(Consumer<Runnable> ready) {
    super(1);
    this.ready = ready;
  }

  private static Constructor<?> builderConstructor() {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return constructor;
    } catch (ReflectiveOperationException | RuntimeException changed) {
      throw new IllegalStateException(
          "this JDK has no virtual threads with a custom scheduler, or was started without"
              + " --add-opens java.base/java.lang=ALL-UNNAMED",
          changed);
    }
  }

  Thread unstarted(String name, Runnable task) {
    try {
      return ((Thread.Builder.OfVirtual) BUILDER.newInstance(this))
          .name(name)
          .inheritInheritableThreadLocals(false)
          .unstarted(task);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException changed) {
      throw new IllegalStateException("cannot create a virtual thread", changed);
    }
  }

  @Override
  public void execute(Runnable continuation) {
    ready.accept(continuation);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable timeout, long delay, TimeUnit unit) {
    return new Never();
  }

  /// A timeout that never comes.
  private static final class Never implements ScheduledFuture<Object> {
    @Override
    public long getDelay(TimeUnit unit) {
      return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return true;
    }

    @Override
    public boolean isCancelled() {
      return true;
    }

    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public Object get() {
      throw new CancellationException();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new CancellationException();
    }
  }
}
