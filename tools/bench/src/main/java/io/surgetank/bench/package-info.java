/// Benchmarks: starts the packaged server, loads it with wrk, reads kernel counters and `/metrics`.
/// Uses all modules; run by `tools/bench/run`.
@NullMarked
package io.surgetank.bench;

import org.jspecify.annotations.NullMarked;
