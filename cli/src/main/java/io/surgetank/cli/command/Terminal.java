package io.surgetank.cli.command;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/// The output of a command, and whether it is interactive.
// Since JDK 25 System.console() is null again without a terminal; the warning is for JDK 22 to 24.
@SuppressWarnings("SystemConsoleNull")
final class Terminal {
  private static final Map<String, String> STATUS_COLOURS =
      Map.of(
          "PROCESSED", "32", "DEAD", "31", "RETRYING", "33", "PROCESSING", "36", "CANCELLED", "90");

  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;
  private final boolean interactive;

  private Terminal(PrintStream out, PrintStream err, Mode mode) {
    this.out = out;
    this.err = err;
    this.interactive = mode.interactive();
    this.coloured = mode.coloured();
  }

  private record Mode(boolean interactive, boolean coloured) {}

  /// The terminal of this process. Colours only if it is interactive and `NO_COLOR` is not set.
  static Terminal ofProcess() {
    Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    String noColor = System.getenv("NO_COLOR");
    boolean coloured = interactive && (noColor == null || noColor.isEmpty());
    return new Terminal(System.out, System.err, new Mode(interactive, coloured));
  }

  void say(String text) {
    out.println(PrintableText.text(text));
  }

  void complain(String text) {
    err.println(PrintableText.text(text));
  }

  /// Writes a line that contains colours. Its parts must be printable already.
  void styled(String line) {
    out.println(line);
  }

  /// Writes to standard output.
  static void out(String text) {
    System.out.println(PrintableText.text(text));
    System.out.flush();
  }

  /// Writes to standard error.
  static void err(String text) {
    System.err.println(PrintableText.text(text));
  }

  String strong(String text) {
    return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  String status(String status) {
    String colour = STATUS_COLOURS.get(status.strip());
    return coloured && colour != null ? "\u001b[" + colour + "m" + status + "\u001b[0m" : status;
  }

  boolean isInteractive() {
    return interactive;
  }

  /// Asks a yes/no question. No answer is no.
  boolean confirms(String question) {
    return answers(question + " [y/N] ", "y");
  }

  /// Whether the answer is as expected, ignoring case.
  boolean answers(String question, String expected) {
    Console console = System.console();
    if (console == null) return false;
    String answer = console.readLine("%s", question);
    return answer != null && answer.strip().equalsIgnoreCase(expected);
  }
}
