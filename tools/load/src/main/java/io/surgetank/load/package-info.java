/// A load test: sends, measures latency from the intended start, and follows every accepted job by
/// its id. Uses its subpackages; used by the command.
@NullMarked
package io.surgetank.load;

import org.jspecify.annotations.NullMarked;
