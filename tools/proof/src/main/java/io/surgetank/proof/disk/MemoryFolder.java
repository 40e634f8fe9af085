package io.surgetank.proof.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A temporary folder in memory, where syncs cost nothing; on systems without one, on a disk.
/// Removed when closed.
public record MemoryFolder(Path path) implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  public static MemoryFolder create() throws IOException {
    String prefix = "surgetank-proof-";
    return new MemoryFolder(
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, prefix)
            : Files.createTempDirectory(prefix));
  }

  /// A new folder in it.
  public Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(path, prefix);
  }

  /// Removes everything below the folder, and keeps the folder.
  public static void clear(Path folder) throws IOException {
    List<Path> paths;
    try (var all = Files.walk(folder)) {
      paths = all.filter(path -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    clear(path);
    Files.delete(path);
  }
}
