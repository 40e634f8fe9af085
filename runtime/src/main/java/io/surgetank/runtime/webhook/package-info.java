/// Outgoing HTTP requests for the `http` handler. Implements `core`'s port
/// [io.surgetank.core.handler.WebhookClient] with Apache's client.
@NullMarked
package io.surgetank.runtime.webhook;

import org.jspecify.annotations.NullMarked;
