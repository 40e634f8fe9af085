/// The counts that must add up (promise P2), and their verification against the records. Uses
/// `job`; used by `api`, implemented by the backends.
@NullMarked
package io.surgetank.core.ledger;

import org.jspecify.annotations.NullMarked;
