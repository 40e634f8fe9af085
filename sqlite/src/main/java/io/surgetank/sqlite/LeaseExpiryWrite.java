package io.surgetank.sqlite;

import java.sql.SQLException;

/// Releases the jobs of expired leases while no worker leases.
final class LeaseExpiryWrite extends Write<Boolean> {
  private final PipelineStates states;
  private final PipelineState state;

  LeaseExpiryWrite(PipelineStates states, PipelineState state) {
    this.states = states;
    this.state = state;
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  @Override
  boolean isLoggable() {
    return state.nextExpiry > states.clock.now();
  }

  @Override
  Boolean apply(WriteBatch batch) throws SQLException {
    if (!batch.isLogged()) AbandonedAttemptCompletion.ofExpired(batch, states, state);
    return true;
  }
}
