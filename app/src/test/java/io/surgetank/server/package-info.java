/// Tests of the HTTP server, over real sockets.
@NullMarked
package io.surgetank.server;

import org.jspecify.annotations.NullMarked;
