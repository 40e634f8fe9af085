/// The requirements for every backend as tests: a backend is complete when its test classes
/// implement these interfaces. Uses `core`'s ports; used by the tests of the backends.
@NullMarked
package io.surgetank.testkit.contract;

import org.jspecify.annotations.NullMarked;
