/// The reference engine: everything in memory, one lock, small and obviously right. The other
/// backends are compared with it, and tests of other modules run on it. Uses `core`'s ports.
@NullMarked
package io.surgetank.testkit.memory;

import org.jspecify.annotations.NullMarked;
