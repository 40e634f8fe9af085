/// Records which promise was verified on which backend while the tests run, for docs/parity.md.
@NullMarked
package io.surgetank.testkit.parity;

import org.jspecify.annotations.NullMarked;
