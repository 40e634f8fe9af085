package io.surgetank.core.job;

import java.util.Optional;

/// The trace a job belongs to, as a W3C `traceparent` of version 00
/// (https://www.w3.org/TR/trace-context/).
public record Trace(String traceparent) {
  private static final int LENGTH = 55;

  public Trace {
    if (!isTraceparent(traceparent))
      throw new IllegalArgumentException("not a traceparent of version 00");
  }

  /// The trace of a job that was submitted without one: its trace id is the job's id, so that
  /// nothing is stored.
  public static Trace of(JobId id) {
    return new Trace(traceparentOf(id));
  }

  /// Whether this is the default trace of the job.
  public boolean isOf(JobId id) {
    return traceparent.equals(traceparentOf(id));
  }

  private static String traceparentOf(JobId id) {
    String hex = id.hex();
    return "00-" + hex + "-" + hex.substring(16) + "-00";
  }

  /// Reads a header's value. Empty when it is not a valid `traceparent`: the standard requires to
  /// start a new trace then, not to refuse.
  public static Optional<Trace> parse(String header) {
    String value = header.strip();
    return isTraceparent(value) ? Optional.of(new Trace(value)) : Optional.empty();
  }

  /// Without a regular expression, which was visible in the profile: every job has a trace.
  private static boolean isTraceparent(String text) {
    return text.length() == LENGTH
        && text.startsWith("00-")
        && text.charAt(35) == '-'
        && text.charAt(52) == '-'
        && isHex(text, 3, 35)
        && isHex(text, 36, 52)
        && isHex(text, 53, LENGTH)
        && !isZero(text, 3, 35)
        && !isZero(text, 36, 52);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) if (text.charAt(i) != '0') return false;
    return true;
  }

  /// The 32 hexadecimal digits that identify the trace in logs.
  public String traceId() {
    return traceparent.substring(3, 35);
  }
}
