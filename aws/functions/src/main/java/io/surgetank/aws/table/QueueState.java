package io.surgetank.aws.table;

import java.time.Duration;

/// The attributes of a pipeline's queue that show whether messages are missing.
///
/// @param retention how long the queue keeps a message
/// @param waiting messages that can be received now; SQS reports it approximately
public record QueueState(Duration retention, long waiting) {}
