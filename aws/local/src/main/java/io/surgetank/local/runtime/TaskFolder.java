package io.surgetank.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The unpacked deployment zip: Lambda's `/var/task`. Removed by `close`.
final class TaskFolder implements AutoCloseable {
  private final Path folder;

  private TaskFolder(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder;
  }

  /// @param overlay files that replace or complete those of the zip, by name
  static TaskFolder unpack(Path zip, Map<String, String> overlay) {
    try {
      var task = new TaskFolder(Files.createTempDirectory("surgetank-task"));
      try (var archive = new ZipFile(zip.toFile())) {
        for (ZipEntry entry : archive.stream().toList())
          if (!entry.isDirectory())
            try (var content = archive.getInputStream(entry)) {
              Files.copy(content, task.file(entry.getName()));
            }
        for (var file : overlay.entrySet())
          Files.writeString(task.file(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
      } catch (IOException | RuntimeException notUnpacked) {
        task.close();
        throw notUnpacked;
      }
      return task;
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot unpack " + zip, unread);
    }
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder)) throw new IOException("path leaves the zip: '" + name + "'");
    Path parent = file.getParent();
    if (parent != null) Files.createDirectories(parent);
    return file;
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException leftBehind) {
      throw new UncheckedIOException("cannot remove " + folder, leftBehind);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException unread) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
