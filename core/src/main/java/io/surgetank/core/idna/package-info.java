/// Host names with labels of any script: Punycode, and the rules of IDNA2008 (RFC 5890 to 5893).
/// Used by `intake`.
@NullMarked
package io.surgetank.core.idna;

import org.jspecify.annotations.NullMarked;
