package io.surgetank.http;

import java.util.logging.LogManager;

/// Keeps what a server logs on purpose out of the tests' output.
final class SilentConnections {
  private SilentConnections() {}

  static void ofTheLog() {
    LogManager.getLogManager().reset();
  }
}
