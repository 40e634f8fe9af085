package io.surgetank.proof.disk;

import io.surgetank.proof.campaign.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A temporary folder in memory, where syncs cost nothing; on systems without one, on a disk.
/// Removed when closed, and when the process ends.
public record MemoryFolder(Path path) implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  public static MemoryFolder create() throws IOException {
    Path path = Files.createTempDirectory(parent(), "surgetank-proof-");
    Folders.removeAtExit(path, () -> true);
    return new MemoryFolder(path);
  }

  /// The folder in which they are created.
  public static Path parent() {
    return parentOr(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// The same, or the other folder on systems without one in memory.
  public static Path parentOr(Path other) {
    return Files.isWritable(MEMORY) ? MEMORY : other;
  }

  /// A new folder in it.
  public Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(path, prefix);
  }

  @Override
  public void close() throws IOException {
    Folders.remove(path);
  }
}
