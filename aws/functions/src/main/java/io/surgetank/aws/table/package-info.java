/// Jobs, their keys, the counts and the audit log in one DynamoDB table; docs/aws/backend.md
/// describes its layout. Implements `core`'s ports `JobStore`, `DeadLetters` and `Ledger`; used by
/// `queue` and by `function`.
@NullMarked
package io.surgetank.aws.table;

import org.jspecify.annotations.NullMarked;
