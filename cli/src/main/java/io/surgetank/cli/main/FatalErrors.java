package io.surgetank.cli.main;

import io.surgetank.core.process.FatalError;
import io.surgetank.core.work.FailureFormatter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Ends the process at once if it could serve only some requests: if memory runs out outside a
/// handler, since threads that the server needs may be gone, or if a class can no longer be used.
/// What was acknowledged is on disk; a supervisor restarts the server. Other uncaught exceptions
/// are logged.
///
/// `-XX:+ExitOnOutOfMemoryError` is not used: it would also end the process for a handler that
/// allocates too much, which fails that attempt only.
final class FatalErrors implements Thread.UncaughtExceptionHandler {
  static final int EXIT_STATUS = 70;

  private static final Logger LOG = System.getLogger(FatalErrors.class.getName());

  private static final String EXITS =
      ". The process exits with status "
          + EXIT_STATUS
          + "; every acknowledged job is on disk. Restart it";

  /// Created while there is memory.
  private static final byte[] OUT_OF_MEMORY =
      line(
          "out of memory outside a handler",
          ", with a larger -Xmx in SURGETANK_JAVA_OPTS if this repeats");

  private final OutputStream out;
  private final IntConsumer halt;

  FatalErrors(OutputStream out, IntConsumer halt) {
    this.out = out;
    this.halt = halt;
  }

  private static FatalErrors ofProcess() {
    return new FatalErrors(new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt);
  }

  /// Installs it for every thread of this process.
  static void install() {
    Thread.setDefaultUncaughtExceptionHandler(ofProcess());
  }

  /// Ends the process because of a failure that is not an exception.
  static void endProcess(String reason) {
    ofProcess().end(line(reason, ""));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    Optional<Error> fatal = FatalError.in(error);
    if (fatal.isEmpty()) {
      LOG.log(Logger.Level.ERROR, "the thread " + thread.getName() + " ended", error);
      error.printStackTrace();
    } else if (fatal.get() instanceof OutOfMemoryError) end(OUT_OF_MEMORY);
    else endForClass(fatal.get());
  }

  private void endForClass(Error fatal) {
    byte[] text = OUT_OF_MEMORY;
    try {
      text = line("a class cannot be used: " + FailureFormatter.causes(fatal), "");
      fatal.printStackTrace();
    } finally {
      end(text);
    }
  }

  private void end(byte[] line) {
    try {
      out.write(line);
    } catch (IOException | RuntimeException | Error unwritten) {
      // No way left to report it.
    } finally {
      halt.accept(EXIT_STATUS);
    }
  }

  private static byte[] line(String reason, String advice) {
    return ("fatal: " + reason + EXITS + advice + ".\n").getBytes(StandardCharsets.UTF_8);
  }
}
