/// SQS: sends the messages of jobs and processes received ones. A message contains a job's id and
/// nothing else; the state of the job is in its record. Uses `table`; used by `function`.
@NullMarked
package io.surgetank.aws.queue;

import org.jspecify.annotations.NullMarked;
