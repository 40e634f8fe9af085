package io.surgetank.proof.disk;

/// A change of a file's content that may not be on the disk.
///
/// @param number counts the changes of the whole disk
/// @param size the file's new size, if the change is a truncation or an extension; -1 for a write
record FileChange(long number, long position, byte[] data, long size, Certainty certainty) {
  enum Certainty {
    /// No sync has ended since.
    PENDING,
    /// A sync of it has failed: it may be missing on the disk for good, even though later syncs
    /// succeed.
    UNCERTAIN,
    DURABLE
  }

  static FileChange written(long number, long position, byte[] data) {
    return new FileChange(number, position, data, -1, Certainty.PENDING);
  }

  static FileChange resized(long number, long size) {
    return new FileChange(number, 0, new byte[0], size, Certainty.PENDING);
  }

  boolean isWrite() {
    return size < 0;
  }

  FileChange as(Certainty other) {
    return new FileChange(number, position, data, size, other);
  }
}
