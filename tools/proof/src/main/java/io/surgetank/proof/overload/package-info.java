/// Offers a server more than it can process, by many requests and by many connections. Uses the
/// clients of `tools/bench`.
@NullMarked
package io.surgetank.proof.overload;

import org.jspecify.annotations.NullMarked;
