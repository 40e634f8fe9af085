/// Working jobs on one machine: as many at once and as fast as a pipeline says, each on a platform
/// thread, so that no handler keeps HTTP waiting. Uses the `queue` and `work`; used by `app`.
@NullMarked
package io.surgetank.runtime.worker;

import org.jspecify.annotations.NullMarked;
