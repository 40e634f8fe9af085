/// Turns bytes into a job, or all their violations. Uses `access`, `job`, `json`, `pipeline` and
/// the ports of `store`; used by `api`.
@NullMarked
package io.surgetank.core.intake;

import org.jspecify.annotations.NullMarked;
