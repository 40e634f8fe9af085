package io.surgetank.cli.command;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/// Where a command writes, and whether a person sits there.
// Since JDK 25 there is no console again where nobody sits; the warning knows JDK 22 to 24.
@SuppressWarnings("SystemConsoleNull")
final class Terminal {
  private static final Map<String, String> STATUS_COLOURS =
      Map.of(
          "PROCESSED", "32", "DEAD", "31", "RETRYING", "33", "PROCESSING", "36", "CANCELLED", "90");

  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;
  private final boolean attended;

  private Terminal(PrintStream out, PrintStream err, Presence presence) {
    this.out = out;
    this.err = err;
    this.attended = presence.attended();
    this.coloured = presence.coloured();
  }

  private record Presence(boolean attended, boolean coloured) {}

  /// This process's own. Colours only where a person looks and does not refuse them (`NO_COLOR`).
  static Terminal ofProcess() {
    Console console = System.console();
    boolean attended = console != null && console.isTerminal();
    String noColor = System.getenv("NO_COLOR");
    boolean coloured = attended && (noColor == null || noColor.isEmpty());
    return new Terminal(System.out, System.err, new Presence(attended, coloured));
  }

  void say(String text) {
    out.println(PrintableText.text(text));
  }

  void complain(String text) {
    err.println(PrintableText.text(text));
  }

  /// Writes a line with colours in it. Its parts must be printable already.
  void styled(String line) {
    out.println(line);
  }

  /// Writes to standard output, without asking who reads it.
  static void out(String text) {
    System.out.println(PrintableText.text(text));
    System.out.flush();
  }

  /// Writes to standard error, without asking who reads it.
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

  boolean isAttended() {
    return attended;
  }

  /// Whether the person says yes. Silence is no.
  boolean confirms(String question) {
    return answers(question + " [y/N] ", "y");
  }

  /// Whether the person answers so, in small letters or great. Silence is no answer.
  boolean answers(String question, String expected) {
    Console console = System.console();
    if (console == null) return false;
    String answer = console.readLine("%s", question);
    return answer != null && answer.strip().equalsIgnoreCase(expected);
  }
}
