/// IP addresses, ranges of them, and the networks that they belong to. Uses nothing else; names are
/// never looked up here.
@NullMarked
package io.surgetank.core.address;

import org.jspecify.annotations.NullMarked;
