/// The HTTP server: carries requests to the API and its responses back. Decides nothing but what
/// must be decided before a request is whole: its size, its shape, how many run at once. Uses
/// `api`; used by the wiring.
@NullMarked
package io.surgetank.server;

import org.jspecify.annotations.NullMarked;
