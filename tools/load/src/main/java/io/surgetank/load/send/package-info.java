/// Sends one submission over HTTP and says what became of it. Uses `payload`; used by `follow` and
/// `load`.
@NullMarked
package io.surgetank.load.send;

import org.jspecify.annotations.NullMarked;
