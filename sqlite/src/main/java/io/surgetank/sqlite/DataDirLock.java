package io.surgetank.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The folder with the data, held by one process at a time.
///
/// What is locked is the database file itself, since a lock file beside it can be removed. The lock
/// is on one byte that SQLite neither locks nor stores anything in: the first one after its own
/// lock bytes, of a page that it never uses. It belongs to the process and is lost when any other
/// descriptor of the file is closed, or when SQLite gives up its own last lock, which unlocks the
/// whole file. SQLite in WAL mode keeps a lock as long as a connection is open, and closes no
/// descriptor while it has one; so the lock is taken again once it does ([#confirm()]), and nothing
/// else in this program may open the database while the folder is held.
///
/// The lock file is kept for earlier versions of this program, which know no other.
final class DataDirLock implements AutoCloseable {
  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /// SQLite locks 512 bytes from 0x4000_0000 on.
  private static final long LOCKED_BYTE = 0x4000_0000L + 512;

  private final Path path;
  private final FileChannel lockFile;
  private final FileChannel database;
  private FileLock databaseLock;

  private DataDirLock(
      Path path, FileChannel lockFile, FileChannel database, FileLock databaseLock) {
    this.path = path;
    this.lockFile = lockFile;
    this.database = database;
    this.databaseLock = databaseLock;
  }

  /// Makes the folder if need be, for its owner only, and takes it for this process.
  static DataDirLock take(Path path) {
    // The driver would take what follows the sign for its own options, and lay the file elsewhere.
    if (path.toString().contains("?"))
      throw new IllegalArgumentException("the folder's name must not contain '?': " + path);
    try {
      FileSync.createFolders(path);
      FileChannel lockFile = opened(path.resolve("surgetank.lock"));
      FileChannel database = lockFile;
      try {
        var _ = locked(lockFile, 0, Long.MAX_VALUE, path);
        database = opened(path.resolve("surgetank.db"));
        var dataDirLock = new DataDirLock(path, lockFile, database, lockedByte(database, path));
        dataDirLock.keepPrivate();
        return dataDirLock;
      } catch (IOException failed) {
        database.close();
        lockFile.close();
        throw failed;
      }
    } catch (AccessDeniedException denied) {
      throw new UncheckedIOException(
          "the folder %s cannot be written; give this user the right, or choose another"
              .formatted(path),
          denied);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the folder %s cannot be used".formatted(path), unusable);
    }
  }

  private static FileChannel opened(Path file) throws IOException {
    return FileChannel.open(file, FileSync.NEW_OR_OLD, FileSync.ownerOnly(file));
  }

  private static FileLock lockedByte(FileChannel database, Path folder) throws IOException {
    return locked(database, LOCKED_BYTE, 1, folder);
  }

  private static FileLock locked(FileChannel channel, long at, long bytes, Path folder)
      throws IOException {
    try {
      FileLock lock = channel.tryLock(at, bytes, false);
      if (lock != null) return lock;
    } catch (OverlappingFileLockException heldInThisProcess) {
      throw new IOException(inUse(folder), heldInThisProcess);
    }
    throw new IOException(inUse(folder));
  }

  private static String inUse(Path folder) {
    return "another process is using it; stop that one, or choose another folder: " + folder;
  }

  /// Takes the lock again, when a connection is open in WAL mode. Of two processes that came this
  /// far at once only one succeeds, whichever lost its lock in between.
  void confirm() throws IOException {
    databaseLock.release();
    databaseLock = lockedByte(database, path);
  }

  /// Payloads are other people's data, and the folder may be one that everybody can look into. A
  /// backup that was put here may have brought its rights along. SQLite gives the files that it
  /// makes beside the database the database's own rights.
  private void keepPrivate() throws IOException {
    if (!FileSync.isPosix(path)) return;
    for (String name :
        List.of("surgetank.db", "surgetank.db-wal", "surgetank.db-shm", "surgetank.lock")) {
      Path file = path.resolve(name);
      if (Files.exists(file) && !Files.getPosixFilePermissions(file).equals(FileSync.OWNER_ONLY))
        Files.setPosixFilePermissions(file, FileSync.OWNER_ONLY);
    }
  }

  Path database() {
    return path.resolve("surgetank.db");
  }

  Path log() {
    return path.resolve("surgetank.db-wal");
  }

  Path mark() {
    return path.resolve("surgetank.mark");
  }

  /// The mark that an operator has given up.
  Path acceptedMark() {
    return path.resolve("surgetank.mark.accepted");
  }

  /// Refuses a file that SQLite would not know, before SQLite says so in its own words.
  void checkHeader() throws IOException {
    if (database.size() == 0) return;
    var beginning = ByteBuffer.allocate(HEADER.length);
    while (beginning.hasRemaining() && database.read(beginning, beginning.position()) > 0) {}
    if (!Arrays.equals(beginning.array(), HEADER))
      throw new IOException("it is not a SQLite database, or its beginning is damaged");
  }

  /// Makes database, log and their names durable as they are now.
  void sync() throws IOException {
    database.force(true);
    FileSync.file(log());
    FileSync.folder(path);
  }

  @Override
  public void close() throws IOException {
    database.close();
    lockFile.close();
  }
}
