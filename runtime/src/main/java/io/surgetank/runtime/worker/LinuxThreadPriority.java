package io.surgetank.runtime.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// On Linux each thread has its own nice value.
///
/// Thread ids are read from `/proc`, so that the native functions are linked, which takes some 50
/// ms, only when the first priority is lowered.
final class LinuxThreadPriority implements ThreadPriority {
  private static final Logger LOG = System.getLogger(LinuxThreadPriority.class.getName());

  /// A tenth of the CPU time of a thread with the default value, while both compute.
  static final int LOWER_BY = 10;

  static final int LOWEST = 19;

  /// A link to `PID/task/TID` of the thread that reads it.
  private static final Path SELF = Path.of("/proc/thread-self");

  private static final int PRIO_PROCESS = 0;

  private final AtomicBoolean reported = new AtomicBoolean();

  @Override
  public ScheduledThread currentThread() {
    try {
      Path self = Files.readSymbolicLink(SELF);
      // Ids of another PID namespace, if it has mounted /proc, would be those of other threads.
      if (self.startsWith(String.valueOf(ProcessHandle.current().pid())))
        return new LinuxThread(
            Integer.parseInt(self.getFileName().toString()), Thread.currentThread().threadId());
    } catch (IOException | NumberFormatException noProc) {
      report(noProc);
    }
    return UNCHANGED.currentThread();
  }

  private void report(Throwable cause) {
    if (reported.compareAndSet(false, true))
      LOG.log(
          Logger.Level.WARNING,
          "cannot lower the priority of handlers that compute for long; they delay HTTP requests more",
          cause);
  }

  private final class LinuxThread implements ScheduledThread {
    private final int id;
    private final long javaId;

    LinuxThread(int id, long javaId) {
      this.id = id;
      this.javaId = javaId;
    }

    @Override
    public long cpuNanos() {
      return ManagementFactory.getThreadMXBean().getThreadCpuTime(javaId);
    }

    @Override
    public boolean lower() {
      try {
        int nice = (int) Functions.GET_PRIORITY.invokeExact(PRIO_PROCESS, id);
        int lower = Math.min(LOWEST, nice + LOWER_BY);
        if (lower <= nice) return false;
        if ((int) Functions.SET_PRIORITY.invokeExact(PRIO_PROCESS, id, lower) == 0) return true;
        report(new IOException("setpriority failed"));
      } catch (Throwable unavailable) {
        report(unavailable);
      }
      return false;
    }
  }

  /// Functions of the C library.
  private static final class Functions {
    static final MethodHandle GET_PRIORITY =
        link(
            "getpriority",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    static final MethodHandle SET_PRIORITY =
        link(
            "setpriority",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));

    @SuppressWarnings("restricted") // native access is enabled in the manifest of surgetank.jar
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
  }
}
