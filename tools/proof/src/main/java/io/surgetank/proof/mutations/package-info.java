/// Mutation tests: PIT changes the decisions of Surgetank, and the tests of their module must fail.
/// Uses `campaign`; PIT runs in a child process.
@NullMarked
package io.surgetank.proof.mutations;

import org.jspecify.annotations.NullMarked;
