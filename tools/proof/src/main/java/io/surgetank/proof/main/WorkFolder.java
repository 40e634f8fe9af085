package io.surgetank.proof.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A temporary folder, removed when closed and when the process ends.
record WorkFolder(Path path) implements AutoCloseable {

  static WorkFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    var folder =
        new WorkFolder(Files.createTempDirectory(parent.toAbsolutePath().normalize(), "run"));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(folder::close));
    return folder;
  }

  @Override
  public void close() {
    if (!Files.exists(path)) return;
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    } catch (NoSuchFileException alreadyRemoved) {
      return;
    } catch (IOException undeleted) {
      throw new UncheckedIOException("cannot remove " + path, undeleted);
    }
  }
}
