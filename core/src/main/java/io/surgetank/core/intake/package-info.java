/// Bytes become a job, or all their faults. Uses `job`, `json`, `pipeline` and the ports of
/// `store`; used by `api`.
@NullMarked
package io.surgetank.core.intake;

import org.jspecify.annotations.NullMarked;
