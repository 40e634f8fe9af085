package io.surgetank.http;

import java.util.logging.LogManager;

/// Keeps a server's expected log messages out of the test output.
final class LogSilencer {
  private LogSilencer() {}

  static void silenceLog() {
    LogManager.getLogManager().reset();
  }
}
