/// Digests that every Java platform has.
@NullMarked
package io.surgetank.core.digest;

import org.jspecify.annotations.NullMarked;
