package io.surgetank.local.eventsource;

import java.time.Instant;
import java.util.Optional;

/// A received message.
///
/// @param handle the receipt handle of this delivery
/// @param at when it was received: its visibility timeout starts then
/// @param trace its `AWSTraceHeader`
/// @param json its record in the event
public record PolledMessage(
    String messageId, String handle, Instant at, Optional<String> trace, byte[] json) {}
