/// A backend as tests use it: its ports, clock and events. Uses `core`'s ports; used by the
/// contract, the reference engine and the tests of the backends.
@NullMarked
package io.surgetank.testkit.backend;

import org.jspecify.annotations.NullMarked;
