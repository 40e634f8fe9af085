/// Small functions that fail on demand, run by tests in child processes.
@NullMarked
package io.surgetank.local.probe;

import org.jspecify.annotations.NullMarked;
