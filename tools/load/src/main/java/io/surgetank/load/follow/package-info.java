/// Follows every accepted id to its end and says what does not add up. Uses `send`; used by
/// `report` and `load`.
@NullMarked
package io.surgetank.load.follow;

import org.jspecify.annotations.NullMarked;
