/// The HTTP API as a function: `Request -> Response`. Uses `intake`, `store`, `ledger`; used by the
/// servers, which only transport bytes.
@NullMarked
package io.surgetank.core.api;

import org.jspecify.annotations.NullMarked;
