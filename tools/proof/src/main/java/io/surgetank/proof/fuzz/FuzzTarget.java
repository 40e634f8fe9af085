package io.surgetank.proof.fuzz;

import java.util.List;
import java.util.Optional;

/// A parser under test. Its result depends only on the input, so that an input repeats a finding.
public interface FuzzTarget {
  /// Valid and almost valid inputs, from which others are derived.
  List<byte[]> examples();

  /// Parts of inputs that random bytes rarely form.
  List<String> tokens();

  /// Processes the input, and returns what is wrong with the result, if anything. An exception is a
  /// finding too.
  Optional<String> run(byte[] input);
}
