/// Mixed load with its history: what clients send, and the handler that records its attempts.
@NullMarked
package io.surgetank.proof.load;

import org.jspecify.annotations.NullMarked;
