/// What tests of HTTP servers need: a client that says exactly these bytes. Uses nothing.
@NullMarked
package io.surgetank.testkit.wire;

import org.jspecify.annotations.NullMarked;
