package io.surgetank.cli.main;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/// Ends the process at once if memory runs out outside a handler: threads that the server needs may
/// be gone, and it would serve only some requests. What was acknowledged is on disk; a supervisor
/// restarts the server. Other uncaught exceptions are logged.
///
/// `-XX:+ExitOnOutOfMemoryError` is not used: it would also end the process for a handler that
/// allocates too much, which fails that attempt only.
final class FatalErrors implements Thread.UncaughtExceptionHandler {
  static final int EXIT_STATUS = 70;

  private static final Logger LOG = System.getLogger(FatalErrors.class.getName());
  private static final int MAX_CAUSES = 16;

  /// Created while there is memory.
  private static final byte[] LAST_LINE =
      ("fatal: out of memory outside a handler. The process exits with status "
              + EXIT_STATUS
              + "; every acknowledged job is on disk. Restart it, with a larger -Xmx in"
              + " SURGETANK_JAVA_OPTS if this repeats.\n")
          .getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;
  private final IntConsumer halt;

  FatalErrors(OutputStream out, IntConsumer halt) {
    this.out = out;
    this.halt = halt;
  }

  /// Installs it for every thread of this process.
  static void install() {
    Thread.setDefaultUncaughtExceptionHandler(
        new FatalErrors(new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    if (isOutOfMemory(error)) {
      try {
        out.write(LAST_LINE);
      } catch (IOException | RuntimeException | Error unwritten) {
        // No way left to report it.
      } finally {
        halt.accept(EXIT_STATUS);
      }
      return;
    }
    LOG.log(Logger.Level.ERROR, "the thread " + thread.getName() + " ended", error);
    error.printStackTrace();
  }

  private static boolean isOutOfMemory(Throwable error) {
    Throwable at = error;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++, at = at.getCause())
      if (at instanceof OutOfMemoryError) return true;
    return false;
  }
}
