package io.surgetank.proof.aws;

import java.time.Instant;
import java.util.Optional;

/// A message as a queue delivers it.
///
/// @param receives how often it was delivered, this time included
/// @param receipt the handle of this delivery
/// @param group of a FIFO queue
record SqsMessage(
    String id, String body, Optional<String> group, Instant sentAt, int receives, String receipt) {}
