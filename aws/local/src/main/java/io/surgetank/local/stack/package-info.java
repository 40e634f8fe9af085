/// One AWS account on one machine, put together: functions, API, queues, table, schedules.
@NullMarked
package io.surgetank.local.stack;

import org.jspecify.annotations.NullMarked;
