/// The reference engine: everything in memory, one lock, small and obviously right. It is what the
/// other backends are compared with, and what tests of other modules run on. Uses `core`'s ports.
@NullMarked
package io.surgetank.testkit.memory;

import org.jspecify.annotations.NullMarked;
