package io.surgetank.runtime.worker;

import io.surgetank.core.process.FatalError;
import io.surgetank.core.process.Threads;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Platform threads for the attempts of one pipeline: started when needed, at most as many as the
/// pipeline's concurrency, ended when idle for a while.
///
/// Not virtual threads: a CPU-bound handler occupies its carrier, and the carriers also serve HTTP.
/// The operating system preempts a busy platform thread.
///
/// Waking a thread costs more than a short handler takes. So at most one idle thread is being woken
/// at a time; it takes an attempt, and wakes the next thread while more attempts wait.
///
/// A thread whose priority was lowered leaves the pool at once and ends after its attempt. It
/// starts no thread and wakes no virtual thread, since new threads inherit its priority.
final class AttemptThreadPool {
  private static final Logger LOG = System.getLogger(AttemptThreadPool.class.getName());

  /// A pipeline with a job every few seconds keeps its thread.
  private static final Duration IDLE = Duration.ofSeconds(30);

  /// An attempt to run.
  @FunctionalInterface
  interface Task {
    void run(AttemptThread thread);
  }

  private final String name;
  private final int max;
  private final Threads system;
  private final ThreadPriority priority;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Task> waiting = new ArrayDeque<>(); // guarded by lock

  /// The most recently used first, so that unneeded ones end.
  private final Deque<Member> idle = new ArrayDeque<>(); // guarded by lock

  private int threads; // guarded by lock
  private int number; // guarded by lock
  private boolean waking; // guarded by lock
  private volatile boolean closed; // written under lock

  AttemptThreadPool(String name, int max, Threads system, ThreadPriority priority) {
    this.name = name;
    this.max = max;
    this.system = system;
    this.priority = priority;
  }

  void execute(Collection<? extends Task> attempts) {
    lock.lock();
    try {
      waiting.addAll(attempts);
      wakeNext();
    } finally {
      lock.unlock();
    }
  }

  /// Retries starting a thread after a failure.
  void retryStart() {
    lock.lock();
    try {
      wakeNext();
    } finally {
      lock.unlock();
    }
  }

  /// Lets idle threads end; the others end after their attempt.
  void close() {
    lock.lock();
    try {
      closed = true;
      for (Member member : idle) LockSupport.unpark(member.thread);
    } finally {
      lock.unlock();
    }
  }

  private void wakeNext() {
    if (waking || waiting.isEmpty()) return;
    if (!idle.isEmpty()) {
      waking = true;
      idle.pop().wake();
    } else if (threads < max) {
      start();
    }
  }

  private void start() {
    try {
      new Member(name + "-" + (number + 1)).thread.start();
      number++;
      threads++;
      waking = true;
    } catch (OutOfMemoryError noThread) {
      // Waiting attempts run on the next free thread, or at the next call of the loop.
      LOG.log(Logger.Level.ERROR, "cannot start a thread for " + name, noThread);
    }
  }

  /// Its thread has left the pool, so another may be started.
  private void leave() {
    lock.lock();
    try {
      threads--;
    } finally {
      lock.unlock();
    }
  }

  private final class Member {
    private final String initialName;
    private final Thread thread;
    private volatile boolean woken = true;

    Member(String initialName) {
      this.initialName = initialName;
      this.thread =
          system.unstarted(
              Thread.ofPlatform().daemon().name(initialName).inheritInheritableThreadLocals(false),
              this::loop);
      this.thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    void wake() {
      woken = true;
      LockSupport.unpark(thread);
    }

    private void loop() {
      var self = new AttemptThread(priority.currentThread(), AttemptThreadPool.this::leave);
      while (awaitWoken()) {
        for (Task next = take(); next != null; next = take()) {
          work(next, self);
          if (self.isLowered()) return;
          restore();
        }
      }
    }

    private void work(Task attempt, AttemptThread self) {
      try {
        attempt.run(self);
      } catch (Throwable unexpected) {
        // The attempt's lease expires, which counts it. But a class that cannot be used here fails
        // every attempt: what a handler throws does not get here.
        if (!(unexpected instanceof OutOfMemoryError)) {
          var _ = FatalError.reported(unexpected);
        }
        LOG.log(Logger.Level.ERROR, "an attempt ended with an unexpected error", unexpected);
      }
    }

    /// The next attempt; null if none waits, and this thread is then idle.
    private @Nullable Task take() {
      lock.lock();
      try {
        if (woken) {
          woken = false;
          waking = false;
        }
        Task next = waiting.poll();
        if (next != null) wakeNext();
        else if (!closed) idle.push(this);
        return next;
      } finally {
        lock.unlock();
      }
    }

    /// False if this thread was idle so long that it must end.
    private boolean awaitWoken() {
      long until = System.nanoTime() + IDLE.toNanos();
      while (!woken) {
        if (!closed) LockSupport.parkNanos(this, Math.max(1, until - System.nanoTime()));
        if (Thread.interrupted() || woken) continue;
        boolean isOver = closed || until - System.nanoTime() <= 0;
        if (isOver && ends()) return false;
      }
      return true;
    }

    private boolean ends() {
      lock.lock();
      try {
        if (woken) return false;
        idle.remove(this);
        threads--;
        return true;
      } finally {
        lock.unlock();
      }
    }

    /// Resets what a handler may have changed on the thread.
    @SuppressWarnings("ThreadPriorityCheck") // reset, not relied on
    private void restore() {
      var _ = Thread.interrupted();
      if (!thread.getName().equals(initialName)) thread.setName(initialName);
      if (thread.getPriority() != Thread.NORM_PRIORITY) thread.setPriority(Thread.NORM_PRIORITY);
      ClassLoader system = ClassLoader.getSystemClassLoader();
      if (thread.getContextClassLoader() != system) thread.setContextClassLoader(system);
    }
  }
}
