/// The built-in handlers, and finding a handler by its name. Uses `work`, `pipeline`, `job` and
/// `json`; external effects go through the ports [WebhookClient] and [Sleeper].
@NullMarked
package io.surgetank.core.handler;

import org.jspecify.annotations.NullMarked;
