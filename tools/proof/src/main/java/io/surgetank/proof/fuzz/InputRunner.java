package io.surgetank.proof.fuzz;

import java.util.Optional;

/// Runs single inputs of a target, and publishes which one runs.
final class InputRunner {
  /// The frames that identify where an exception came from.
  private static final int FRAMES = 3;

  private final FuzzTarget target;
  private volatile Current current = new Current(0, new byte[0]);

  /// The input that runs now.
  ///
  /// @param number from 1
  record Current(long number, byte[] input) {}

  InputRunner(FuzzTarget target) {
    this.target = target;
  }

  FuzzTarget target() {
    return target;
  }

  Current current() {
    return current;
  }

  /// The finding of one input.
  Optional<String> run(byte[] input) {
    current = new Current(current.number() + 1, input);
    try {
      return target.run(input);
    } catch (RuntimeException | Error unexpected) {
      return Optional.of(text(unexpected));
    }
  }

  private static String text(Throwable thrown) {
    var text = new StringBuilder(thrown.toString());
    StackTraceElement[] trace = thrown.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, trace.length); i++) text.append(" at ").append(trace[i]);
    return text.toString();
  }
}
