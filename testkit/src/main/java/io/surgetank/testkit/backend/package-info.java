/// A backend as tests hold it: its ports, its time, its events. Uses `core`'s ports; used by the
/// contract, the reference engine and the tests of the backends.
@NullMarked
package io.surgetank.testkit.backend;

import org.jspecify.annotations.NullMarked;
