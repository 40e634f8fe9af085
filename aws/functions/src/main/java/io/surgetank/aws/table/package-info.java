/// Jobs, their keys, the counts and the trail in one DynamoDB table: docs/aws-adapters.md tells its
/// layout. Implements `core`'s ports `JobStore`, `DeadLetters` and `Ledger`; used by `queue`, which
/// moves messages, and by `function`.
@NullMarked
package io.surgetank.aws.table;

import org.jspecify.annotations.NullMarked;
