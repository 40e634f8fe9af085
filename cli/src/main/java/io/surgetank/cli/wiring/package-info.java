/// What a server is set up from: the descriptor's files, and the handlers it names. Uses
/// `descriptor` and `handler`; used by the wiring.
@NullMarked
package io.surgetank.cli.wiring;

import org.jspecify.annotations.NullMarked;
