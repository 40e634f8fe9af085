/// The records of jobs: accepting them durably, finding and listing them, calling them back, dead
/// letters. Uses `job`; used by `accept` and `api`, implemented by the backends.
@NullMarked
package io.surgetank.core.store;

import org.jspecify.annotations.NullMarked;
