/// A server process under test, and a client of it.
@NullMarked
package io.surgetank.proof.server;

import org.jspecify.annotations.NullMarked;
