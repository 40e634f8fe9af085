/// Processing a job: run its handler, decide the outcome. Uses `job` and `pipeline`; used by the
/// worker pools of the backends.
@NullMarked
package io.surgetank.core.work;

import org.jspecify.annotations.NullMarked;
