package io.surgetank.http;

import io.surgetank.core.process.FatalError;
import java.lang.System.Logger;

/// Reports errors that no caller can handle.
final class UncaughtErrors {
  private static final Logger LOG = System.getLogger(UncaughtErrors.class.getName());

  private UncaughtErrors() {}

  /// Logs it; a fatal one ends the process.
  static void report(Throwable cause, String what) {
    var _ = FatalError.reported(cause);
    LOG.log(Logger.Level.ERROR, what, cause);
  }
}
