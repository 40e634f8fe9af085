/// An API Gateway HTTP API on one machine: routes, payload format 2.0, limits and error codes.
/// Invokes functions through `lambda`.
@NullMarked
package io.surgetank.local.gateway;

import org.jspecify.annotations.NullMarked;
