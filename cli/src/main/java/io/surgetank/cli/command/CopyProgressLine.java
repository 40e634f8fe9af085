package io.surgetank.cli.command;

import io.surgetank.core.maintenance.CopyProgress;
import java.io.PrintStream;

/// A progress line on stderr that overwrites itself, only in a terminal; stdout has the result.
final class CopyProgressLine implements CopyProgress, AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private long shown = -1;

  private CopyProgressLine(PrintStream err) {
    this.err = err;
  }

  /// For the terminal of this process, if it is interactive.
  static CopyProgressLine ofProcess() {
    return new CopyProgressLine(
        Terminal.ofProcess().isInteractive()
            ? System.err
            : new PrintStream(PrintStream.nullOutputStream()));
  }

  @Override
  public void copied(long done, long total) {
    long percent = total == 0 ? 100 : done * 100 / total;
    if (percent == shown) return;
    shown = percent;
    err.print(CLEAR + (percent < 100 ? "copied " + percent + " %" : "checking the copy ..."));
    err.flush();
  }

  @Override
  public void close() {
    if (shown < 0) return;
    err.print(CLEAR);
    err.flush();
  }
}
