/// Follows every accepted job to its final state and reports mismatches. Uses `send`; used by
/// `report` and `load`.
@NullMarked
package io.surgetank.load.reconcile;

import org.jspecify.annotations.NullMarked;
