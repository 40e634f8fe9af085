package io.surgetank.app;

import io.surgetank.command.Surgetank;
import io.surgetank.log.SystemLines;

/// Where the process begins.
public final class Main {
  private Main() {}

  /// Runs the command that the arguments name.
  public static void main(String... arguments) {
    FatalErrors.install();
    SystemLines.silence();
    System.exit(Surgetank.run(new Wiring(), arguments));
  }
}
