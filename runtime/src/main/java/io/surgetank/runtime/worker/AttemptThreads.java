package io.surgetank.runtime.worker;

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
/// Not virtual threads: a handler that computes keeps its carrier, and the carriers also read and
/// answer HTTP. The operating system takes a busy platform thread off its processor.
///
/// Waking a thread costs more than a short handler takes. So at most one idle thread is being woken
/// at a time; it takes an attempt, and wakes the next thread while more attempts wait.
final class AttemptThreads {
  private static final Logger LOG = System.getLogger(AttemptThreads.class.getName());

  /// Long enough for a pipeline with a job every few seconds to keep its thread.
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final String name;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by lock

  /// The one idle for the shortest time comes first, so that those not needed end.
  private final Deque<Member> idle = new ArrayDeque<>(); // guarded by lock

  private int threads; // guarded by lock
  private int number; // guarded by lock
  private boolean waking; // guarded by lock
  private volatile boolean closed; // written under lock

  AttemptThreads(String name, int most) {
    this.name = name;
    this.most = most;
  }

  void execute(Collection<? extends Runnable> attempts) {
    lock.lock();
    try {
      waiting.addAll(attempts);
      wakeNext();
    } finally {
      lock.unlock();
    }
  }

  /// Tries again to start a thread where none could be started.
  void look() {
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
    } else if (threads < most) {
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
      // What waits is taken by the next thread that is free, or at the next look.
      LOG.log(Logger.Level.ERROR, "no thread can be started for " + name, noThread);
    }
  }

  private final class Member {
    private final String own;
    private final Thread thread;
    private volatile boolean woken = true;

    Member(String own) {
      this.own = own;
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name(own)
              .inheritInheritableThreadLocals(false)
              .unstarted(this::loop);
      this.thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    void wake() {
      woken = true;
      LockSupport.unpark(thread);
    }

    private void loop() {
      while (awaitWoken()) {
        for (Runnable next = take(); next != null; next = take()) {
          work(next);
          restore();
        }
      }
    }

    private void work(Runnable attempt) {
      try {
        attempt.run();
      } catch (Throwable surprise) {
        // The attempt's lease runs out, which counts it.
        LOG.log(Logger.Level.ERROR, "an attempt was broken off", surprise);
      }
    }

    /// The next attempt; null when none waits, and then this thread is idle.
    private @Nullable Runnable take() {
      lock.lock();
      try {
        if (woken) {
          woken = false;
          waking = false;
        }
        Runnable next = waiting.poll();
        if (next != null) wakeNext();
        else if (!closed) idle.push(this);
        return next;
      } finally {
        lock.unlock();
      }
    }

    /// False when this thread was idle for so long that it ends.
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

    /// What a handler may have set on the thread is not the next one's.
    @SuppressWarnings("ThreadPriorityCheck") // put back, not relied on
    private void restore() {
      var _ = Thread.interrupted();
      if (!thread.getName().equals(own)) thread.setName(own);
      if (thread.getPriority() != Thread.NORM_PRIORITY) thread.setPriority(Thread.NORM_PRIORITY);
      ClassLoader system = ClassLoader.getSystemClassLoader();
      if (thread.getContextClassLoader() != system) thread.setContextClassLoader(system);
    }
  }
}
