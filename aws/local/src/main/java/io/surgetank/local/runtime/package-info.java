/// Starts local AWS: functions, API, queues, table and schedules.
@NullMarked
package io.surgetank.local.runtime;

import org.jspecify.annotations.NullMarked;
