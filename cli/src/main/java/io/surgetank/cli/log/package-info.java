/// Log lines: one for each change of state, and one for each trouble of the system's own. Uses
/// `event`; used by the wiring.
@NullMarked
package io.surgetank.cli.log;

import org.jspecify.annotations.NullMarked;
