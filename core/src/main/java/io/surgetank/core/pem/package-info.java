/// Blocks of texts in PEM (RFC 7468), and the private keys in them. Uses nothing else; no file is
/// read here.
@NullMarked
package io.surgetank.core.pem;

import org.jspecify.annotations.NullMarked;
