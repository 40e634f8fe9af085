/// Log lines: one for each change of state, and for each problem of the system itself. Uses
/// `event`; used by the wiring.
@NullMarked
package io.surgetank.cli.log;

import org.jspecify.annotations.NullMarked;
