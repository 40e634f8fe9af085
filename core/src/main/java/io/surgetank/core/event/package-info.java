/// Changes of state as one stream of events, for log lines, feeds and tests. Uses `job`.
@NullMarked
package io.surgetank.core.event;

import org.jspecify.annotations.NullMarked;
