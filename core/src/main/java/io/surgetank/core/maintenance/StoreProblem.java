package io.surgetank.core.maintenance;

/// One problem of a store.
///
/// @param place the file, job, counter or entry that it concerns
public record StoreProblem(Kind kind, String place, String error) {
  /// What was checked.
  public enum Kind {
    /// Who may read and write the files.
    PERMISSIONS,
    /// Blocks that the disk cannot read.
    DISK,
    /// Whether the file is a store, and of which version.
    FORMAT,
    /// Pages, tables and indexes of the database.
    STRUCTURE,
    /// Jobs and their checksums.
    RECORD,
    /// Counters and the number of records.
    COUNTER,
    /// Changes that the high-water mark shows and the store lacks.
    LOSS,
    /// Entries of the audit log.
    AUDIT_LOG
  }
}
