package io.surgetank.proof.interleaving;

import io.surgetank.proof.campaign.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kotlin.Unit;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.observers.TimelineCoverageType;
import org.pastalab.fray.core.scheduler.POSScheduler;

/// A process of the instrumented JDK, which executes scenarios in many orders of their steps.
///
/// Fray runs one thread at a time and chooses the next one before each access to a volatile field,
/// an atomic, a lock or a monitor, by partial order sampling. Time is virtual: it passes a little
/// with each reading of the clock, and to the next deadline when all threads wait.
public final class ScenarioProcess {
  /// An execution takes a tenth; more means that threads wake each other for ever.
  private static final int MAX_STEPS = 200_000;

  private static final long NANOS_PER_READING = 100_000;

  private final Path folder;
  private final ScenarioResults results;
  private final int iterations;
  private final long seed;

  private ScenarioProcess(Path folder, ScenarioResults results, int iterations, long seed) {
    this.folder = folder;
    this.results = results;
    this.iterations = iterations;
    this.seed = seed;
  }

  /// Arguments: an empty folder, the file for results, how often each scenario is executed, the
  /// seed, and the names of the scenarios.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    // Fray prints its progress.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (var results = new ScenarioResults(Path.of(args[1]))) {
      var process =
          new ScenarioProcess(folder, results, Integer.parseInt(args[2]), Long.parseLong(args[3]));
      for (String name : List.of(args).subList(4, args.length))
        process.execute(Scenarios.named(name));
    }
    // Threads of an execution that failed may still wait.
    Runtime.getRuntime().halt(0);
  }

  private void execute(Scenario scenario) {
    var seeds = new IterationSeeds(seed, iterations, () -> results.begun(scenario.name()));
    @Nullable Throwable found = new TestRunner(configuration(seeds, scenario)).run();
    if (found != null) results.violated(scenario.name(), seeds.last(), found);
  }

  private void execute(Scenario scenario, Path store) {
    try {
      Files.createDirectory(store);
      scenario.run().in(store);
      Folders.remove(store);
    } catch (Exception failed) {
      throw new AssertionError("a scenario failed", failed);
    }
  }

  private Configuration configuration(IterationSeeds seeds, Scenario scenario) {
    Path store = folder.resolve(scenario.name());
    var executor =
        new LambdaExecutor(() -> {
          execute(scenario, store);
          return Unit.INSTANCE;
        });
    boolean ignoresExceptions = false;
    boolean interleavesMemory = true;
    boolean writesFullSchedule = false;
    boolean continuesAfterError = false;
    boolean returnsAfterError = true;
    boolean isReplay = false;
    boolean isUncontrolled = false;
    boolean runsOnceBefore = false;
    boolean ignoresTimedWaits = false;
    boolean yieldsInsteadOfSleep = false;
    boolean resetsClassLoader = false;
    boolean redirectsOutput = false;
    boolean abortsThreads = false;
    boolean hashesStacks = false;
    return new Configuration(
        new ExecutionInfo(executor, ignoresExceptions, interleavesMemory, MAX_STEPS),
        folder.resolve(scenario.name() + "-report"),
        iterations,
        Integer.MAX_VALUE,
        new POSScheduler(seeds.getRandomness()),
        seeds,
        writesFullSchedule,
        continuesAfterError,
        returnsAfterError,
        isReplay,
        isUncontrolled,
        runsOnceBefore,
        NetworkDelegateType.NONE,
        SystemTimeDelegateType.MOCK,
        NANOS_PER_READING,
        ignoresTimedWaits,
        yieldsInsteadOfSleep,
        resetsClassLoader,
        redirectsOutput,
        abortsThreads,
        hashesStacks,
        TimelineCoverageType.NONE);
  }
}
