package io.surgetank.core.store;

import io.surgetank.core.job.JobId;

/// A stored record is damaged: a job whose content does not match its checksum, or an entry of the
/// audit log that cannot be read.
public final class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DamagedRecordException(JobId id) {
    super(
        "the record of job %s is damaged: its content does not match its checksum; an operator must"
                .formatted(id)
            + " restore it from a backup");
  }

  /// @param entry the number of an entry of the audit log
  public DamagedRecordException(long entry, RuntimeException cause) {
    super(
        "entry %d of the audit log is damaged and cannot be read; an operator must restore it from a backup"
            .formatted(entry),
        cause);
  }
}
