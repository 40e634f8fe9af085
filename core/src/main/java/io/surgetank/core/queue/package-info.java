/// Handing jobs to workers: deliveries, their leases and how they are settled. Uses `job` and
/// `work`'s outcome; used by the worker pools of the backends.
@NullMarked
package io.surgetank.core.queue;

import org.jspecify.annotations.NullMarked;
