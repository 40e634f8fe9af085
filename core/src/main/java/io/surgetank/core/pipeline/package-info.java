/// One way through: what a pipeline takes in, how it works, when it tries again, how long it keeps.
/// Uses `job` and `json`; used by all that decide. Where it is read from is `descriptor`'s
/// business.
@NullMarked
package io.surgetank.core.pipeline;

import org.jspecify.annotations.NullMarked;
