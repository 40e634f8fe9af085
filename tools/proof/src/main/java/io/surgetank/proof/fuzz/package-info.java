/// Coverage-guided fuzzing of everything that reads bytes of a client or of a user's files. The
/// fuzzed parsers are in [io.surgetank.proof.fuzz.parser].
@NullMarked
package io.surgetank.proof.fuzz;

import org.jspecify.annotations.NullMarked;
