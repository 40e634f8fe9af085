/// Opening and closing what a process consists of. Uses nothing; used by the wiring of `cli` and of
/// `local`.
@NullMarked
package io.surgetank.core.lifecycle;

import org.jspecify.annotations.NullMarked;
