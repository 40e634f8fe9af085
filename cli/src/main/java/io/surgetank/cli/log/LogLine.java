package io.surgetank.cli.log;

import java.util.List;

/// A log line that is not formatted yet. It holds no payload, so that queued lines are small
/// whatever the jobs are.
///
/// @param fields alternating names and values; a value is written by its `toString`, numbers bare
record LogLine(long millis, LogLevel logLevel, String event, List<Object> fields) {}
