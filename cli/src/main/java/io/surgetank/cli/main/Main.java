package io.surgetank.cli.main;

import io.surgetank.cli.command.Surgetank;
import io.surgetank.cli.log.LibraryLogHandler;

/// The entry point.
public final class Main {
  private Main() {}

  /// Runs the command that the arguments name.
  public static void main(String... arguments) {
    FatalErrors.install();
    LibraryLogHandler.silence();
    System.exit(Surgetank.run(new Wiring(), arguments));
  }
}
