package io.surgetank.core.intake;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a reader of JSON stands in the bytes and in the document, the faults met so far, and the
/// text without blanks.
final class JsonCursor {
  final byte[] in;
  final int end;
  int at;

  /// The way from the root to here: a member's name, or null for an array's index.
  private final @Nullable String[] names = new String[Json.MAX_DEPTH];

  private final int[] indexes = new int[Json.MAX_DEPTH];
  private int depth;

  private final List<Violation> faults = new ArrayList<>(0);

  /// Once a blank was met, holds what is kept of the bytes before `runStart`. One for all of an
  /// array's elements.
  private byte @Nullable [] out;

  private int outLength;
  private int runStart;

  /// The place told last: counting goes on from there, so that many faults cost one pass.
  private int toldAt;

  private int toldLine;
  private int toldColumn = 1;

  JsonCursor(byte[] in, int from, int end, int line) {
    this.in = in;
    this.at = from;
    this.end = end;
    this.toldAt = from;
    this.toldLine = line;
  }

  /// Starts the document's text here.
  void begin() {
    outLength = 0;
    runStart = at;
    depth = 0;
    faults.clear();
  }

  /// The document's text up to here, without the blanks between its parts.
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
    standBefore();
  }

  /// Inside, but not at a member yet.
  void standBefore() {
    names[depth - 1] = null;
    indexes[depth - 1] = -1;
  }

  void leave() {
    depth--;
  }

  void standAt(String name) {
    names[depth - 1] = name;
  }

  void standAt(int index) {
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  /// Notes a fault that reading can go on after.
  void fault(int where, String detail) {
    if (faults.size() < Violation.MAX_FAULTS)
      faults.add(new Violation(pointer(), place(where) + detail));
  }

  JsonSyntaxException malformed(String detail) {
    return new JsonSyntaxException(new Violation(pointer(), place(at) + detail));
  }

  List<Violation> faults() {
    return faults;
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
    for (; toldAt < where; toldAt++) {
      if (in[toldAt] == '\n') {
        toldLine++;
        toldColumn = 1;
      } else if ((in[toldAt] & 0xC0) != 0x80) {
        toldColumn++;
      }
    }
    return "line " + toldLine + ", column " + toldColumn + ": ";
  }
}
