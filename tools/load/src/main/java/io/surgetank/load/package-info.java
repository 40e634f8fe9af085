/// A load test that tells the truth: sends, measures from the intended start, and follows every
/// accepted job by its id. Uses the packages beneath it; used by the command.
@NullMarked
package io.surgetank.load;

import org.jspecify.annotations.NullMarked;
