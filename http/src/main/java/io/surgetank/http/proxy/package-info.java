/// Reverse proxies in front of the server: which are trusted, and what they report about clients.
/// Uses `core.api`; used by the server, and by the command that configures it.
@NullMarked
package io.surgetank.http.proxy;

import org.jspecify.annotations.NullMarked;
