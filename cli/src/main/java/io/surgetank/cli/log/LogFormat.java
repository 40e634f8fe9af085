package io.surgetank.cli.log;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// The format of log lines.
public enum LogFormat {
  /// `key=value`; values are quoted if necessary.
  TEXT {
    @Override
    void append(StringBuilder out, LogLine logLine) {
      out.append("time=");
      appendTime(out, logLine.millis());
      out.append(" level=")
          .append(logLine.logLevel().label())
          .append(" event=")
          .append(logLine.event());
      List<Object> fields = logLine.fields();
      for (int at = 0; at < fields.size(); at += 2) {
        out.append(' ').append(fields.get(at)).append('=');
        String value = fields.get(at + 1).toString();
        if (isBare(value)) out.append(value);
        else appendQuoted(out, value);
      }
      out.append('\n');
    }
  },
  /// One JSON object per line.
  JSON {
    @Override
    void append(StringBuilder out, LogLine logLine) {
      out.append("{\"time\":\"");
      appendTime(out, logLine.millis());
      out.append("\",\"level\":\"").append(logLine.logLevel().label());
      out.append("\",\"event\":\"").append(logLine.event()).append('"');
      List<Object> fields = logLine.fields();
      for (int at = 0; at < fields.size(); at += 2) {
        out.append(",\"").append(fields.get(at)).append("\":");
        Object value = fields.get(at + 1);
        if (value instanceof Number) out.append(value);
        else appendQuoted(out, value.toString());
      }
      out.append("}\n");
    }
  };

  /// Longer values are truncated.
  private static final int MAX_VALUE = 4_000;

  abstract void append(StringBuilder out, LogLine logLine);

  /// The text of a second, cached for all lines of that second.
  private record Second(long number, String text) {}

  private static volatile Second last = second(0);

  private static Second second(long number) {
    String text = Instant.ofEpochSecond(number).toString();
    return new Second(number, text.substring(0, text.length() - 1));
  }

  /// ISO 8601 in UTC, always with milliseconds, so that lines sort and columns align.
  private static void appendTime(StringBuilder out, long millis) {
    long number = Math.floorDiv(millis, 1000L);
    Second second = last;
    if (second.number != number) last = second = second(number);
    int rest = (int) Math.floorMod(millis, 1000L);
    out.append(second.text).append('.');
    out.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
    out.append((char) ('0' + rest % 10)).append('Z');
  }

  private static boolean isBare(String value) {
    if (value.isEmpty() || value.length() > MAX_VALUE) return false;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c >= 0x7f) return false;
    }
    return true;
  }

  /// Quotes and escapes as in JSON, including control characters, line separators and marks of the
  /// writing direction: a line stays one line, and its contents cannot control a terminal.
  private static void appendQuoted(StringBuilder out, String value) {
    out.append('"');
    int end = Math.min(value.length(), MAX_VALUE);
    for (int at = 0; at < end; at++) {
      char c = value.charAt(at);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (isHarmless(c)) out.append(c);
          else out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
      }
    }
    if (end < value.length()) out.append('…');
    out.append('"');
  }

  private static boolean isHarmless(char c) {
    return c >= ' '
        && (c < 0x7f || c > 0x9f)
        && c != 0x2028
        && c != 0x2029
        && Character.getType(c) != Character.FORMAT
        && !Character.isSurrogate(c);
  }
}
