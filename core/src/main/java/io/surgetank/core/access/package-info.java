/// Who may do what: principals, their scopes, API keys, and which JSON Web Tokens are accepted. No
/// I/O. Uses `job` for pipeline names; used by `api`, `configuration`, and by the servers that
/// store keys.
@NullMarked
package io.surgetank.core.access;

import org.jspecify.annotations.NullMarked;
