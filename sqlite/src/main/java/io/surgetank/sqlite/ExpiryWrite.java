package io.surgetank.sqlite;

import java.sql.SQLException;

/// Releases the jobs of expired leases while no worker leases.
final class ExpiryWrite extends Write<Boolean> {
  private final PipelineStates states;
  private final PipelineState state;

  ExpiryWrite(PipelineStates states, PipelineState state) {
    this.states = states;
    this.state = state;
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  @Override
  Boolean apply(WriteBatch batch) throws SQLException {
    LeaseExpiry.ofExpired(batch, states, state);
    return true;
  }
}
