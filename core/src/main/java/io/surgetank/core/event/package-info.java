/// What happens, told once: log lines, feeds and tests listen to the same stream. Uses `job`.
@NullMarked
package io.surgetank.core.event;

import org.jspecify.annotations.NullMarked;
