/// Runs a server under a steady load for a long time, and checks that its use of resources does not
/// grow.
@NullMarked
package io.surgetank.proof.soak;

import org.jspecify.annotations.NullMarked;
