/// Which promise was shown on which backend: noted while the tests run, for docs/parity.md.
@NullMarked
package io.surgetank.testkit.parity;

import org.jspecify.annotations.NullMarked;
