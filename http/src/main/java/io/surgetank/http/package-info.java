/// The HTTP server: translates between bytes and `Request` and `Response` of `api`. Decides only
/// what must be decided before a request is complete: framing, size, timeouts, concurrency. Uses
/// `api`; used by the wiring.
@NullMarked
package io.surgetank.http;

import org.jspecify.annotations.NullMarked;
