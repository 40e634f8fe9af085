package io.surgetank.runtime.worker;

import java.util.Locale;

/// Lowers the scheduling priority of threads, where the operating system has one for each.
interface ThreadPriority {
  /// A thread as the operating system schedules it.
  interface ScheduledThread {
    /// The CPU time that it has used, in nanoseconds; always 0 if its priority cannot be lowered.
    long cpuNanos();

    /// Lowers its priority for the rest of its life: a process without privileges cannot raise it
    /// again. The threads that it starts inherit it. False if the priority is unchanged.
    boolean lower();
  }

  /// Leaves the priority of all threads unchanged.
  ThreadPriority UNCHANGED =
      () ->
          new ScheduledThread() {
            @Override
            public long cpuNanos() {
              return 0;
            }

            @Override
            public boolean lower() {
              return false;
            }
          };

  /// The calling thread.
  ScheduledThread currentThread();

  /// That of this operating system.
  static ThreadPriority system() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.equals("linux") ? new LinuxThreadPriority() : UNCHANGED;
  }
}
