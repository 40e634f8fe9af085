/// Power failures and disk faults: processes work with a store while its disk is recorded or fails,
/// then the store is opened again, and compared with what was acknowledged.
@NullMarked
package io.surgetank.proof.durability;

import org.jspecify.annotations.NullMarked;
