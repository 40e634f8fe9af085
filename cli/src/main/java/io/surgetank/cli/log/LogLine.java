package io.surgetank.cli.log;

import java.util.List;

/// A log line that is not formatted yet. It has no payload, so queued lines are small.
///
/// @param fields alternating names and values; a value is written by its `toString`, numbers bare
record LogLine(long millis, LogLevel logLevel, String event, List<Object> fields) {}
