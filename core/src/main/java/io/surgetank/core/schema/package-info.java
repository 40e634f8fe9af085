/// JSON Schema 2020-12 as a document: the schemas within one, what its references name, and its
/// schemas as components of another document. Uses `json`; used by `configuration` and `api`.
@NullMarked
package io.surgetank.core.schema;

import org.jspecify.annotations.NullMarked;
