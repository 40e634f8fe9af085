/// The counts that must add up (promise P2), and the audit that verifies them against the records.
/// Uses `job`; used by `api`, implemented by the backends.
@NullMarked
package io.surgetank.core.ledger;

import org.jspecify.annotations.NullMarked;
