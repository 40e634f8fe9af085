package io.surgetank.cli.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.Surgetank;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/// Output of a command that was run within this process.
record CommandOutput(int exit, String out, String err) {
  static CommandOutput by(String... words) {
    return by(new Wiring(), words);
  }

  static CommandOutput by(CommandRuntime commandRuntime, String... words) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int exit = Surgetank.run(commandRuntime, words);
      return new CommandOutput(exit, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }
}
