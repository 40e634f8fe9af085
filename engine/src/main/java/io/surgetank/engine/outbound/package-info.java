/// HTTP requests out of the house, for the `http` handler. Implements `core`'s port
/// [io.surgetank.handler.Outbound] with Apache's client.
@NullMarked
package io.surgetank.engine.outbound;

import org.jspecify.annotations.NullMarked;
