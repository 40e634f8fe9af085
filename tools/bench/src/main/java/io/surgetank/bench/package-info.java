/// Measures what is built, from outside: starts the packaged server, loads it with wrk, reads what
/// the kernel and `/metrics` say. Uses everything; used by `tools/bench/run`.
@NullMarked
package io.surgetank.bench;

import org.jspecify.annotations.NullMarked;
