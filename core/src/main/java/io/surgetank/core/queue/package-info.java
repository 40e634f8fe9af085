/// Delivering jobs to workers: deliveries, leases and settling. Uses `job` and `work`'s outcome;
/// used by the worker pools of the backends.
@NullMarked
package io.surgetank.core.queue;

import org.jspecify.annotations.NullMarked;
