package io.surgetank.engine.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The folder with the data, held by one process at a time.
final class Folder implements AutoCloseable {
  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final FileChannel channel;

  private Folder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Makes the folder if need be, for its owner only, and takes it for this process.
  static Folder take(Path path) {
    // The driver would take what follows the sign for its own options, and lay the file elsewhere.
    if (path.toString().contains("?"))
      throw new IllegalArgumentException("the folder's name must not contain '?': " + path);
    try {
      make(path);
      var folder = new Folder(path, locked(path));
      keepPrivate(folder.database());
      return folder;
    } catch (AccessDeniedException denied) {
      throw new UncheckedIOException(
          "the folder %s cannot be written; give this user the right, or choose another"
              .formatted(path),
          denied);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the folder %s cannot be used".formatted(path), unusable);
    }
  }

  private static void make(Path path) throws IOException {
    if (Files.isDirectory(path)) return;
    if (!isPosix(path)) Files.createDirectories(path);
    else
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Payloads are other people's data, and the folder may be one that everybody can look into.
  /// SQLite gives the files beside the database the database's own rights.
  private static void keepPrivate(Path database) throws IOException {
    if (Files.exists(database) || !isPosix(database)) return;
    Files.createFile(
        database,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileChannel locked(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("surgetank.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) != null) return channel;
    channel.close();
    throw new IOException(
        "another process is using it; stop that one, or choose another folder: " + path);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  Path database() {
    return path.resolve("surgetank.db");
  }

  /// Refuses a file that SQLite would not know, before SQLite says so in its own words.
  void checkHeader() throws IOException {
    Path file = database();
    if (!Files.exists(file) || Files.size(file) == 0) return;
    try (var in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER))
        throw new IOException("it is not a SQLite database, or its beginning is damaged");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
