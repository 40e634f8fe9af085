/// Kills a server process at random moments while it works, and checks what it acknowledged.
@NullMarked
package io.surgetank.proof.kill;

import org.jspecify.annotations.NullMarked;
