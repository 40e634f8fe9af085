/// Checks the histories of concurrent clients of a server that is not killed.
@NullMarked
package io.surgetank.proof.concurrent;

import org.jspecify.annotations.NullMarked;
