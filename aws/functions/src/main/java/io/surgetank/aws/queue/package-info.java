/// Messages about jobs on SQS: sending, receiving, hiding, deleting. A message holds a job's id and
/// nothing else; what is true of the job stands in its record. Uses `table`; used by `function`.
@NullMarked
package io.surgetank.aws.queue;

import org.jspecify.annotations.NullMarked;
