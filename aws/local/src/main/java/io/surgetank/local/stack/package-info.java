/// Starts local AWS: functions, API, queues, table and schedules.
@NullMarked
package io.surgetank.local.stack;

import org.jspecify.annotations.NullMarked;
