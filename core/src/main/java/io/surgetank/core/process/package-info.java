/// Errors after which the process must end.
@NullMarked
package io.surgetank.core.process;

import org.jspecify.annotations.NullMarked;
