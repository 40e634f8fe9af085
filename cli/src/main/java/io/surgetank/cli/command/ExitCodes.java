package io.surgetank.cli.command;

import java.io.UncheckedIOException;
import java.util.Objects;

/// Exit codes, the same for every command; `--help` and docs/operations.md list them.
final class ExitCodes {
  static final int OK = 0;

  /// The server would not, the audit found something, the descriptor is faulty, the server cannot
  /// start.
  static final int FAILED = 1;

  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCodes() {}

  /// What went wrong, in the words of whoever found it.
  static String sentence(UncheckedIOException fault) {
    Throwable cause = fault.getCause();
    String text = cause == null ? fault.getMessage() : cause.getMessage();
    return Objects.requireNonNullElse(text, "no reason is known");
  }
}
