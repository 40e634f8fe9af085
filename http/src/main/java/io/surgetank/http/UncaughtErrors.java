package io.surgetank.http;

import java.lang.System.Logger;

/// Reports errors for which there is no caller left.
final class UncaughtErrors {
  private static final Logger LOG = System.getLogger(UncaughtErrors.class.getName());

  private UncaughtErrors() {}

  /// Logs it; when memory has run out, hands it to whoever the process has for that.
  static void report(Throwable cause, String what) {
    if (cause instanceof OutOfMemoryError) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, cause);
    }
    LOG.log(Logger.Level.ERROR, what, cause);
  }
}
