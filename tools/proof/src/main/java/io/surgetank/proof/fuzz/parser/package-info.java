/// The parsers that are fuzzed, with what must be true for any input.
@NullMarked
package io.surgetank.proof.fuzz.parser;

import org.jspecify.annotations.NullMarked;
