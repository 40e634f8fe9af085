/// The HTTP API as a function: `Request -> Response`. Uses `accept`, `store`, `ledger`; used by the
/// fronts, which carry bytes and decide nothing.
@NullMarked
package io.surgetank.core.api;

import org.jspecify.annotations.NullMarked;
