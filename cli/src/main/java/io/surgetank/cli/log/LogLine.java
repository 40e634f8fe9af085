package io.surgetank.cli.log;

import java.util.List;

/// One line to be: what happened, when, and the fields that say to what. It holds no payload, so
/// that a thousand waiting lines are small whatever the jobs are.
///
/// @param fields names and values by turns; a value is written by its `toString`, numbers bare
record LogLine(long millis, LogLevel logLevel, String event, List<Object> fields) {}
