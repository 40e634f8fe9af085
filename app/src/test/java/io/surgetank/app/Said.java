package io.surgetank.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.command.Installation;
import io.surgetank.command.Surgetank;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/// What the command said, run within this process.
record Said(int exit, String out, String err) {
  static Said by(String... words) {
    return by(new Wiring(), words);
  }

  static Said by(Installation installation, String... words) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int exit = Surgetank.run(installation, words);
      return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }
}
