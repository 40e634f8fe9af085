/// The HTTP server: bytes on one side, `Request` and `Response` of `api` on the other. Decides only
/// what must be decided before a request is whole: its framing, its size, its pace, how many run at
/// once. Uses `api`; used by the wiring.
@NullMarked
package io.surgetank.http;

import org.jspecify.annotations.NullMarked;
