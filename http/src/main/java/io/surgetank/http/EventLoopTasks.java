package io.surgetank.http;

import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Runs the tasks of one connection on its event loop: those of other threads later, its own
/// immediately.
///
/// @param failed receives what a task throws
record EventLoopTasks(EventLoop loop, Consumer<Throwable> failed) implements Executor {
  private static final Logger LOG = System.getLogger(EventLoopTasks.class.getName());

  @Override
  public void execute(Runnable task) {
    if (loop.inEventLoop()) run(task);
    else later(task);
  }

  /// Also if the caller runs on the event loop.
  void later(Runnable task) {
    try {
      loop.execute(() -> run(task));
    } catch (RejectedExecutionException stopped) {
      LOG.log(Logger.Level.DEBUG, "the server has stopped", stopped);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error unexpected) {
      failed.accept(unexpected);
    }
  }
}
