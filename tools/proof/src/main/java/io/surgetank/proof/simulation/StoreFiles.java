package io.surgetank.proof.simulation;

import io.surgetank.core.event.Event;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import io.surgetank.testkit.backend.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The files of a store, as copied when its process dies.
final class StoreFiles {
  /// SQLite recreates it; the locks in it belong to the dead process.
  private static final String SHARED_MEMORY = "-shm";

  static final String DATABASE = "surgetank.db";

  private StoreFiles() {}

  /// Creates an empty store, which each run copies: creating tables takes longer than many runs.
  static void createEmpty(Path folder) {
    Consumer<Event> ignored = _ -> {};
    SqliteEngine.open(
            folder, SimulatedPipelines.ALL, EngineDependencies.of(new TestClock(), ignored, folder))
        .close();
  }

  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (Path file : list(from))
        if (!file.toString().endsWith(SHARED_MEMORY))
          Files.copy(file, to.resolve(file.getFileName()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void delete(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// After this, the engine that has the store open cannot write it any more.
  static void removeDatabase(Path folder) {
    try {
      Files.delete(folder.resolve(DATABASE));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
