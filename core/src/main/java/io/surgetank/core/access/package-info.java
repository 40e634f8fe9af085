/// Who may do what: principals, their scopes, and API keys. No I/O. Uses `job` for pipeline names;
/// used by `api` and by the servers that store keys.
@NullMarked
package io.surgetank.core.access;

import org.jspecify.annotations.NullMarked;
