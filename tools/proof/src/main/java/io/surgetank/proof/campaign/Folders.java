package io.surgetank.proof.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Temporary folders.
public final class Folders {
  private static final int ATTEMPTS = 10;

  private Folders() {}

  /// Removes the folder when this process ends, also after an interruption, if it is still
  /// temporary. Ends the child processes before.
  public static void removeAtExit(Path folder, BooleanSupplier isTemporary) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  ChildProcesses.end();
                  if (isTemporary.getAsBoolean()) removeConcurrently(folder);
                }));
  }

  /// While other threads may still create and delete files in it.
  private static void removeConcurrently(Path folder) {
    for (int i = 0; i < ATTEMPTS && Files.exists(folder); i++)
      try {
        remove(folder);
      } catch (IOException | UncheckedIOException failed) {
        if (i == ATTEMPTS - 1) System.err.println("cannot remove " + folder + ": " + failed);
      }
  }

  /// Removes the folder with all that is in it.
  public static void remove(Path folder) throws IOException {
    clear(folder);
    Files.deleteIfExists(folder);
  }

  /// Removes everything below the folder, and keeps the folder.
  public static void clear(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.filter(path -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) Files.deleteIfExists(path);
  }
}
