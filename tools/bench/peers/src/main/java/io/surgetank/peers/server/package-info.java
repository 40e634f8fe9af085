/// Serves one peer with Surgetank's HTTP server. Uses all packages here; started by
/// `tools/bench/run`.
@NullMarked
package io.surgetank.peers.server;

import org.jspecify.annotations.NullMarked;
