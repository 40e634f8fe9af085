package io.surgetank.proof.fuzz;

import java.util.Optional;

/// Repeats one input of a target.
public final class InputReplay {
  private InputReplay() {}

  /// What is wrong with the result, if anything.
  public static Optional<String> run(TargetName target, byte[] input) {
    return new InputRunner(InstrumentingClassLoader.create(target, new Coverage())).run(input);
  }
}
