/// What is sent: payloads from a schema or a file, some of them spoiled on purpose. Uses `json` and
/// `accept` of the core; used by `send` and `load`.
@NullMarked
package io.surgetank.load.payload;

import org.jspecify.annotations.NullMarked;
