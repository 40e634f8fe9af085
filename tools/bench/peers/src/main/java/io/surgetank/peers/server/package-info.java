/// Serves one peer over Surgetank's own HTTP server. Uses everything here; started by
/// `tools/bench/run`.
@NullMarked
package io.surgetank.peers.server;

import org.jspecify.annotations.NullMarked;
