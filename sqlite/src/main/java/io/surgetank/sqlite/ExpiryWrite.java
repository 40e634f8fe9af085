package io.surgetank.sqlite;

import java.sql.SQLException;

/// Gives back what leases that ran out held, when nobody leases.
final class ExpiryWrite extends Write<Boolean> {
  private final PipelineStates pipelineStates;
  private final PipelineState pipelineState;

  ExpiryWrite(PipelineStates pipelineStates, PipelineState pipelineState) {
    this.pipelineStates = pipelineStates;
    this.pipelineState = pipelineState;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  Boolean apply(WriteBatch writeBatch) throws SQLException {
    LeaseExpiry.ofExpired(writeBatch, pipelineStates, pipelineState);
    return true;
  }
}
