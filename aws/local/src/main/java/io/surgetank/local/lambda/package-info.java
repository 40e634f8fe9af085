/// Lambda on one machine: execution environments that are real processes, the Runtime API they talk
/// to, and the bounds Lambda puts on them.
@NullMarked
package io.surgetank.local.lambda;

import org.jspecify.annotations.NullMarked;
