package io.surgetank.proof.simulation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Repeats one run and prints what happened.
public final class SimulationReplay {
  private SimulationReplay() {}

  /// Returns whether it violated a promise.
  ///
  /// @param actions the numbers of the actions to keep; empty: all
  public static boolean print(long seed, List<Integer> actions, PrintStream output) {
    var runner = new SeedRunner(SeedRunner.memoryOr(Path.of(".")), Decorators.NONE);
    SimulationResult result = actions.isEmpty() ? runner.run(seed) : runner.run(seed, actions);
    runner.close();
    result.plan().actions().forEach(output::println);
    result.trace().forEach(output::println);
    output.println("digest of the run: " + result.hash());
    output.println(result.violation().map("FOUND: "::concat).orElse("Nothing found."));
    return result.violation().isPresent();
  }
}
