package io.surgetank.http;

import java.lang.System.Logger;

/// Reports errors that no caller can handle.
final class UncaughtErrors {
  private static final Logger LOG = System.getLogger(UncaughtErrors.class.getName());

  private UncaughtErrors() {}

  /// Logs it; passes an [OutOfMemoryError] to the process's uncaught exception handler.
  static void report(Throwable cause, String what) {
    if (cause instanceof OutOfMemoryError) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, cause);
    }
    LOG.log(Logger.Level.ERROR, what, cause);
  }
}
