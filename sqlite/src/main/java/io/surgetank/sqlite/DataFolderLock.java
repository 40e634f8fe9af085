package io.surgetank.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Locks the data folder for one process.
///
/// The lock is on the database file itself, because a separate lock file can be removed: on one
/// byte that SQLite neither locks nor uses, the first one after its own lock bytes, in a page that
/// it never uses. The lock belongs to the process and is lost when any other file descriptor of the
/// file is closed, or when SQLite releases its own last lock, which unlocks the whole file. SQLite
/// in WAL mode keeps a lock as long as a connection is open and closes no file descriptor
/// meanwhile; so the lock is taken again once a connection is open ([#confirm()]), and nothing else
/// in this program may open the database while the folder is locked.
///
/// The lock file is kept for earlier versions of this program, which use only that.
final class DataFolderLock implements AutoCloseable {
  static final String DATABASE = "surgetank.db";
  static final String MARK = "surgetank.mark";
  static final String ACCEPTED_MARK = "surgetank.mark.accepted";
  static final String LOCK_FILE = "surgetank.lock";

  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /// SQLite locks 512 bytes from 0x4000_0000 on.
  static final long LOCKED_BYTE = 0x4000_0000L + 512;

  private final Path path;

  /// The folders created by this start.
  private final List<Path> created;

  private final FileChannel lockFile;
  private final FileChannel database;
  private FileLock databaseLock;

  private DataFolderLock(
      Path path,
      List<Path> created,
      FileChannel lockFile,
      FileChannel database,
      FileLock databaseLock) {
    this.path = path;
    this.created = created;
    this.lockFile = lockFile;
    this.database = database;
    this.databaseLock = databaseLock;
  }

  /// Creates the folder if necessary, for its owner only, and locks it for this process.
  static DataFolderLock take(Path path) {
    // The driver would parse what follows '?' as options and create the file elsewhere.
    if (path.toString().contains("?"))
      throw new IllegalArgumentException("the folder's name must not contain '?': " + path);
    try {
      List<Path> created = OwnerOnlyFiles.createFolders(path);
      try {
        return take(path, created);
      } catch (IOException failed) {
        OwnerOnlyFiles.removeFolders(created);
        throw failed;
      }
    } catch (AccessDeniedException denied) {
      throw new UncheckedIOException(
          "no permission to write to the folder %s; grant it to this user, or choose another folder"
              .formatted(path),
          new IOException(denied));
    } catch (FileAlreadyExistsException file) {
      throw new UncheckedIOException(
          "cannot use the folder %s: %s is a file, not a folder".formatted(path, file.getFile()),
          new IOException(file));
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot use the folder %s".formatted(path), unusable);
    }
  }

  private static DataFolderLock take(Path path, List<Path> created) throws IOException {
    FileChannel lockFile = opened(path.resolve(LOCK_FILE));
    FileChannel database = lockFile;
    boolean isLocked = false;
    try {
      var _ = locked(lockFile, 0, Long.MAX_VALUE, path);
      isLocked = true;
      database = opened(path.resolve(DATABASE));
      var lock = new DataFolderLock(path, created, lockFile, database, lockedByte(database, path));
      lock.keepPrivate();
      return lock;
    } catch (IOException failed) {
      FileChannel opened = database;
      try (lockFile;
          opened) {
        if (isLocked) removeFiles(path, created);
      } catch (IOException left) {
        failed.addSuppressed(left);
      }
      throw failed;
    }
  }

  private static FileChannel opened(Path file) throws IOException {
    return FileChannel.open(file, OwnerOnlyFiles.NEW_OR_OLD, OwnerOnlyFiles.attributes(file));
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

  /// Takes the lock again, once a connection is open in WAL mode. Of two processes that reach this
  /// point at once only one succeeds, regardless of which lost its lock in between.
  void confirm() throws IOException {
    databaseLock.release();
    databaseLock = lockedByte(database, path);
  }

  /// Payloads may contain personal data, and the folder may be readable by all users. A restored
  /// backup may have other permissions. SQLite creates its other files with the database's
  /// permissions.
  private void keepPrivate() throws IOException {
    if (!FileSync.isPosix(path)) return;
    for (Path file : files(path))
      if (!Files.getPosixFilePermissions(file).equals(OwnerOnlyFiles.PERMISSIONS))
        Files.setPosixFilePermissions(file, OwnerOnlyFiles.PERMISSIONS);
  }

  /// The files of the store in the folder.
  static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("surgetank."))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  Path folder() {
    return path;
  }

  Path database() {
    return path.resolve(DATABASE);
  }

  Path log() {
    return path.resolve("surgetank.db-wal");
  }

  Path mark() {
    return path.resolve(MARK);
  }

  /// The mark whose loss an operator has accepted.
  Path acceptedMark() {
    return path.resolve(ACCEPTED_MARK);
  }

  /// Refuses a file that is not a database with a clearer message than SQLite's. With a rollback
  /// journal, the power failed while the file was created: SQLite then restores the empty file.
  void checkHeader() throws IOException {
    checkHeader(path, database);
  }

  /// The same for the database of any folder.
  static void checkHeader(Path path, FileChannel database) throws IOException {
    if (database.size() == 0 || Files.exists(path.resolve(DATABASE + "-journal"))) return;
    var beginning = ByteBuffer.allocate(HEADER.length);
    while (beginning.hasRemaining() && database.read(beginning, beginning.position()) > 0) {}
    if (!Arrays.equals(beginning.array(), HEADER))
      throw new IOException("not a SQLite database, or its header is damaged");
  }

  /// Syncs the database, the log and their directory entries.
  void sync() throws IOException {
    database.force(true);
    FileSync.file(log());
    FileSync.folder(path);
  }

  /// After a failed start: releases the folder, and removes it if this start created it. Throws
  /// nothing, because the failure is reported.
  void abandon() {
    try (this) {
      removeFiles(path, created);
    } catch (IOException alreadyFailing) {
      return;
    }
    OwnerOnlyFiles.removeFolders(created);
  }

  /// Removes the files in a folder that this start created. They hold no job: nothing was accepted
  /// yet. Requires the lock: another process may have begun to use the folder before.
  private static void removeFiles(Path path, List<Path> created) throws IOException {
    if (created.isEmpty()) return;
    for (Path file : files(path)) Files.delete(file);
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      database.close();
    }
  }
}
