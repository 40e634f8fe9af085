package io.surgetank.core.store;

import io.surgetank.core.job.JobId;

/// A job's record is damaged: its content does not match its checksum.
public final class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DamagedRecordException(JobId id) {
    super(
        "the record of job %s is damaged: its content does not match its checksum; an operator must"
                .formatted(id)
            + " restore it from a backup");
  }
}
