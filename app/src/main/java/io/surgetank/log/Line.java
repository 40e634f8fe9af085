package io.surgetank.log;

import java.util.List;

/// One line to be: what happened, when, and the fields that say to what. It holds no payload, so
/// that a thousand waiting lines are small whatever the jobs are.
///
/// @param fields names and values by turns; a value is written by its `toString`, numbers bare
record Line(long millis, Level level, String event, List<Object> fields) {}
