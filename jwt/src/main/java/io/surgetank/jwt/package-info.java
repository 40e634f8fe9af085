/// Verifies JSON Web Tokens (RFC 7519) by the public keys of their issuer, and keeps these keys up
/// to date. Uses `core.access`; used by the wiring, only if tokens are configured: the library
/// takes time to load.
@NullMarked
package io.surgetank.jwt;

import org.jspecify.annotations.NullMarked;
