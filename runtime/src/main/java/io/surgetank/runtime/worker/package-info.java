/// Processes jobs on one machine within each pipeline's concurrency and rate, each on a platform
/// thread, so that no handler delays HTTP. Uses `queue` and `work` of `core`; used by `cli`.
@NullMarked
package io.surgetank.runtime.worker;

import org.jspecify.annotations.NullMarked;
