package io.surgetank.proof.durability;

import java.util.Locale;

/// A kind of calls to the disk.
///
/// @param file that they concern
record DiskCall(CallType type, StoreFile file) {
  /// Which calls are counted, as in `recorder.c`.
  enum CallType {
    OPEN,
    READ,
    WRITE,
    SYNC,
    RESIZE,
    REMOVE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The files of a store.
  enum StoreFile {
    ANY("", "*"),
    DATABASE(" of the database", "surgetank.db"),
    WAL(" of the write-ahead log", "surgetank.db-wal"),
    COMMIT_LOG(" of the commit log", "surgetank.log.[01]"),
    MARK(" of the high-water mark", "surgetank.mark");

    final String description;

    /// For `fnmatch`.
    final String pattern;

    StoreFile(String description, String pattern) {
      this.description = description;
      this.pattern = pattern;
    }
  }

  static DiskCall any(CallType type) {
    return new DiskCall(type, StoreFile.ANY);
  }

  @Override
  public String toString() {
    return type.label() + file.description;
  }
}
