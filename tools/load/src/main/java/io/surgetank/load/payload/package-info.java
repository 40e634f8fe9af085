/// Payloads from a schema or a file, some of them invalid on purpose. Uses `json` and `intake` of
/// the core; used by `send` and `load`.
@NullMarked
package io.surgetank.load.payload;

import org.jspecify.annotations.NullMarked;
