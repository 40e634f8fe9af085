/// The handlers that come with the system, and how a handler is found by its name. Uses `work`,
/// `pipeline`, `job` and `json`; what they do outside goes through the ports [WebhookClient] and
/// [Sleeper].
@NullMarked
package io.surgetank.core.handler;

import org.jspecify.annotations.NullMarked;
