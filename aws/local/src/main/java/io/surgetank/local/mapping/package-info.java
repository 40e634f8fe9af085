/// Event source mappings for SQS: poll a queue, gather batches, call a function, delete what it has
/// worked. [io.surgetank.local.mapping.PollerStateMachine] decides and does nothing; around it
/// stand a queue ([io.surgetank.local.mapping.QueueSource]) and an invoker. Uses `local.lambda` and
/// `stack`. What AWS documents stands in [io.surgetank.local.mapping.MappingLimits], what it does
/// not in [io.surgetank.local.mapping.Assumptions]; docs/event-source-mapping.md has the table.
@NullMarked
package io.surgetank.local.mapping;

import org.jspecify.annotations.NullMarked;
