/// What every backend must keep, written as tests: a backend is done when a test class of its own
/// implements these interfaces. Uses `core`'s ports; used by the tests of the backends.
@NullMarked
package io.surgetank.testkit.contract;

import org.jspecify.annotations.NullMarked;
