/// An HTTP API of API Gateway on one machine: routes, payload format 2.0, limits and error codes.
/// Calls functions through `lambda`.
@NullMarked
package io.surgetank.local.gateway;

import org.jspecify.annotations.NullMarked;
