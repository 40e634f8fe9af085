package io.surgetank.proof.simulation;

import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.disk.MemoryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs seeds one after another, in a separate folder. For one thread.
final class SeedRunner {
  private final Path folder;
  private final Decorators decorators;

  /// @param parent on a disk in memory if possible: nothing here depends on a disk
  SeedRunner(Path parent, Decorators decorators) {
    this.decorators = decorators;
    try {
      folder = Files.createTempDirectory(parent, "simulation");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Folders.removeAtExit(folder, () -> true);
    StoreFiles.createEmpty(folder.resolve(PlanExecutor.TEMPLATE));
  }

  /// A disk in memory, or the other folder if there is none.
  static Path memoryOr(Path other) {
    return MemoryFolder.parentOr(other);
  }

  SimulationResult run(long seed) {
    return run(SimulationPlan.of(seed));
  }

  /// With only the actions of these numbers.
  SimulationResult run(long seed, List<Integer> numbers) {
    SimulationPlan plan = SimulationPlan.of(seed);
    return run(
        plan.with(
            plan.actions().stream().filter(each -> numbers.contains(each.number())).toList()));
  }

  SimulationResult run(SimulationPlan plan) {
    return new SimulationRun(plan, folder, decorators).run();
  }

  SimulationResult shrink(SimulationResult failed) {
    return Shrinker.shrink(failed, this::run);
  }

  /// Removes the folder.
  void close() {
    StoreFiles.delete(folder.resolve(PlanExecutor.TEMPLATE));
    StoreFiles.delete(folder);
  }
}
