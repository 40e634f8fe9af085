/// The threads of the process, and errors after which it must end.
@NullMarked
package io.surgetank.core.process;

import org.jspecify.annotations.NullMarked;
