/// Transport Layer Security: certificates and private keys in PEM files, and the handlers that
/// encrypt connections. Uses only the JDK and Netty; used by `http` and by the commands.
@NullMarked
package io.surgetank.http.tls;

import org.jspecify.annotations.NullMarked;
