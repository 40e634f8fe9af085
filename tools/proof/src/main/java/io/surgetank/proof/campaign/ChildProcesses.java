package io.surgetank.proof.campaign;

import java.io.IOException;
import java.util.List;

/// Starts the child processes of this process, so that none can outlive it.
public final class ChildProcesses {
  /// Guarded by the lock of the class. Static, because the whole process ends.
  private static boolean isEnding;

  private ChildProcesses() {}

  /// Fails once this process ends.
  public static Process start(ProcessBuilder builder) throws IOException {
    synchronized (ChildProcesses.class) {
      if (isEnding) throw new IOException("the run was interrupted");
      return builder.start();
    }
  }

  /// Kills them, with those that they have started. Returns when all have ended.
  static void end() {
    synchronized (ChildProcesses.class) {
      isEnding = true;
      List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle child : all) {
        var _ = child.onExit().join();
      }
    }
  }
}
