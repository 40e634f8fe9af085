/// Event source mappings for SQS: poll a queue, gather batches, invoke a function, delete processed
/// messages. [io.surgetank.local.mapping.PollerStateMachine] decides without I/O;
/// [io.surgetank.local.mapping.EventSourceMapping] executes its commands. Uses `local.lambda` and
/// `deploy.stack`. Values that AWS documents are in [io.surgetank.local.mapping.MappingLimits],
/// others in [io.surgetank.local.mapping.Assumptions]; docs/aws/event-source-mapping.md lists both.
@NullMarked
package io.surgetank.local.mapping;

import org.jspecify.annotations.NullMarked;
