package io.surgetank.job;

import java.util.Optional;
import java.util.regex.Pattern;

/// The trace a job belongs to, as a W3C `traceparent` of version 00
/// (https://www.w3.org/TR/trace-context/).
public record Trace(String traceparent) {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public Trace {
    if (!FORM.matcher(traceparent).matches())
      throw new IllegalArgumentException("not a traceparent of version 00");
  }

  /// The trace of a job that came without one: its trace id is the job's id, so that nothing need
  /// be stored.
  public static Trace of(JobId id) {
    return new Trace(traceparentOf(id));
  }

  /// Whether this is the trace that the job has when it came without one.
  public boolean isOf(JobId id) {
    return traceparent.equals(traceparentOf(id));
  }

  private static String traceparentOf(JobId id) {
    String hex = id.hex();
    return "00-" + hex + "-" + hex.substring(16) + "-00";
  }

  /// Reads a header's value. Empty when it is not a valid `traceparent`: the standard says to start
  /// a new trace then, not to refuse.
  public static Optional<Trace> parse(String header) {
    String value = header.strip();
    return FORM.matcher(value).matches() ? Optional.of(new Trace(value)) : Optional.empty();
  }

  /// The 32 hexadecimal digits that name the trace in logs.
  public String traceId() {
    return traceparent.substring(3, 35);
  }
}
