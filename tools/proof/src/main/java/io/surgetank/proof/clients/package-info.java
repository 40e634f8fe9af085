/// Clients that break the rules of HTTP, against a real server over sockets.
@NullMarked
package io.surgetank.proof.clients;

import org.jspecify.annotations.NullMarked;
