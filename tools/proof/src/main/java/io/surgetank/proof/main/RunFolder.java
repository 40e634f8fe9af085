package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// A temporary folder, removed when closed and when the process ends, unless it is kept.
record RunFolder(Path path, AtomicBoolean isKept) implements AutoCloseable {

  static RunFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path path = Files.createTempDirectory(parent.toAbsolutePath().normalize(), "run");
    var folder = new RunFolder(path, new AtomicBoolean());
    Folders.removeAtExit(path, () -> !folder.isKept.get());
    return folder;
  }

  /// For examining what was found.
  void keep() {
    isKept.set(true);
  }

  @Override
  public void close() {
    if (isKept.get() || !Files.exists(path)) return;
    try {
      Folders.remove(path);
    } catch (NoSuchFileException alreadyRemoved) {
      return;
    } catch (IOException undeleted) {
      throw new UncheckedIOException("cannot remove " + path, undeleted);
    }
  }
}
