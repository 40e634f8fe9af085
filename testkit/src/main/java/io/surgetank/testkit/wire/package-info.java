/// A raw HTTP client for tests of servers. Uses nothing.
@NullMarked
package io.surgetank.testkit.wire;

import org.jspecify.annotations.NullMarked;
