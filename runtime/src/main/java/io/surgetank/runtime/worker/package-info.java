/// Processes jobs on one machine within each pipeline's concurrency and rate, each on a platform
/// thread, so that no handler delays HTTP. Uses the `queue` and `work`; used by `app`.
@NullMarked
package io.surgetank.runtime.worker;

import org.jspecify.annotations.NullMarked;
