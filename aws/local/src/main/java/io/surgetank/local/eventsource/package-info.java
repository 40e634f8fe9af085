/// Event source mappings for SQS: poll a queue, gather batches, invoke a function, delete processed
/// messages. [io.surgetank.local.eventsource.PollerStateMachine] decides without I/O;
/// [io.surgetank.local.eventsource.EventSourceMapping] executes its commands. Uses `local.lambda`
/// and `deploy.stack`. Values that AWS documents are in
/// [io.surgetank.local.eventsource.MappingLimits], others in
/// [io.surgetank.local.eventsource.Assumptions]; docs/aws/event-source-mapping.md lists both.
@NullMarked
package io.surgetank.local.eventsource;

import org.jspecify.annotations.NullMarked;
