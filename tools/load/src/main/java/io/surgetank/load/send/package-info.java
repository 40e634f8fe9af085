/// Sends one submission over HTTP and returns the result. Uses `payload`; used by `reconcile` and
/// `load`.
@NullMarked
package io.surgetank.load.send;

import org.jspecify.annotations.NullMarked;
