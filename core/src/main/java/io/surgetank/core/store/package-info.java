/// The records of jobs: accepting, finding, listing and cancelling them, and dead letters. Uses
/// `job`; used by `intake` and `api`, implemented by the backends.
@NullMarked
package io.surgetank.core.store;

import org.jspecify.annotations.NullMarked;
