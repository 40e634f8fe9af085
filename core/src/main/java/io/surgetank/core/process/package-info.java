/// The threads of the process, errors after which it must end, and permissions of its files.
@NullMarked
package io.surgetank.core.process;

import org.jspecify.annotations.NullMarked;
