package io.surgetank.core.api;

/// The decision on a request's head, before its body is read.
public sealed interface Precheck {
  /// The body is read, up to this many bytes; a larger one is a 413.
  record Proceed(int maxBodyBytes) implements Precheck {
    static final Proceed UNBOUNDED = new Proceed(Integer.MAX_VALUE);
  }

  /// Answered without reading a body.
  record Refused(Response response) implements Precheck {}
}
