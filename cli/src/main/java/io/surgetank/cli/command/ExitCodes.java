package io.surgetank.cli.command;

import java.io.UncheckedIOException;

/// Exit codes, the same for every command; `--help` and docs/operations.md list them.
final class ExitCodes {
  static final int OK = 0;

  /// The server refused, `verify` has findings, the configuration is invalid, the server cannot
  /// start.
  static final int FAILED = 1;

  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCodes() {}

  /// The message of the cause.
  static String sentence(UncheckedIOException exception) {
    Throwable cause = exception.getCause();
    return FileErrors.sentence(cause == null ? exception : cause);
  }
}
