package io.surgetank.core.intake;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The position of a JSON reader in the bytes and in the document, the violations found so far, and
/// the text without insignificant whitespace.
final class JsonCursor {
  final byte[] in;
  final int end;
  int at;

  /// The path from the root to the current value: a member's name, or null for an array's index.
  private final @Nullable String[] names = new String[Json.MAX_DEPTH];

  private final int[] indexes = new int[Json.MAX_DEPTH];
  private int depth;

  private final List<Violation> violations = new ArrayList<>(0);

  /// From the first whitespace on, holds the kept bytes before `runStart`. Shared by all elements
  /// of an array.
  private byte @Nullable [] out;

  private int outLength;
  private int runStart;

  /// The last reported position: counting continues from there, so that many violations cost one
  /// pass.
  private int countedTo;

  private int countedLine;
  private int countedColumn = 1;

  JsonCursor(byte[] in, int from, int end, int line) {
    this.in = in;
    this.at = from;
    this.end = end;
    this.countedTo = from;
    this.countedLine = line;
  }

  /// Starts the document's text here.
  void begin() {
    outLength = 0;
    runStart = at;
    depth = 0;
    violations.clear();
  }

  /// The document's text up to here, without insignificant whitespace.
  String text() {
    byte[] kept = out;
    if (kept == null || outLength == 0)
      return new String(in, runStart, at - runStart, StandardCharsets.UTF_8);
    System.arraycopy(in, runStart, kept, outLength, at - runStart);
    return new String(kept, 0, outLength + at - runStart, StandardCharsets.UTF_8);
  }

  void skipBlanks() {
    int from = at;
    while (at < end && isBlank(in[at])) at++;
    if (at > from) dropFrom(from);
  }

  private void dropFrom(int from) {
    byte[] kept = out;
    if (kept == null) kept = out = new byte[end - runStart];
    System.arraycopy(in, runStart, kept, outLength, from - runStart);
    outLength += from - runStart;
    runStart = at;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  void enter() throws JsonSyntaxException {
    if (depth == Json.MAX_DEPTH)
      throw malformed("nested deeper than " + Json.MAX_DEPTH + " levels; flatten the document");
    depth++;
  }

  /// Inside a value, but not at a member yet.
  void clearStep() {
    names[depth - 1] = null;
    indexes[depth - 1] = -1;
  }

  void leave() {
    depth--;
  }

  void setStep(String name) {
    names[depth - 1] = name;
  }

  void setStep(int index) {
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  /// Adds a violation after which reading continues.
  void addViolation(int where, String detail) {
    if (violations.size() < Violation.MAX_VIOLATIONS)
      violations.add(new Violation(pointer(), place(where) + detail));
  }

  JsonSyntaxException malformed(String detail) {
    return new JsonSyntaxException(new Violation(pointer(), place(at) + detail));
  }

  List<Violation> violations() {
    return violations;
  }

  private String pointer() {
    var pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      String name = names[i];
      if (name == null && indexes[i] < 0) break;
      pointer.append('/').append(name == null ? String.valueOf(indexes[i]) : Violation.step(name));
    }
    return pointer.toString();
  }

  /// In characters, from 1: as editors count.
  private String place(int where) {
    for (; countedTo < where; countedTo++) {
      if (in[countedTo] == '\n') {
        countedLine++;
        countedColumn = 1;
      } else if ((in[countedTo] & 0xC0) != 0x80) {
        countedColumn++;
      }
    }
    return "line " + countedLine + ", column " + countedColumn + ": ";
  }
}
