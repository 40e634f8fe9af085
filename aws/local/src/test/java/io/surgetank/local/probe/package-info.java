/// Small functions that misbehave on demand; they run in processes that tests start.
@NullMarked
package io.surgetank.local.probe;

import org.jspecify.annotations.NullMarked;
