package io.surgetank.local.mapping;

import java.time.Instant;
import java.util.Optional;

/// A message that a poll brought.
///
/// @param handle names this delivery of it; the next one has another
/// @param at when it came: its visibility counts from here
/// @param trace the `AWSTraceHeader` it was sent with
/// @param json its record in the event, as the function will read it
public record PolledMessage(
    String messageId, String handle, Instant at, Optional<String> trace, byte[] json) {}
