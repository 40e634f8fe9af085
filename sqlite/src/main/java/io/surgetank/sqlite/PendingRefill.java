package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads pending jobs from the tables into a pipeline's memory, the oldest first, until there is no
/// room: payloads may be large.
final class PendingRefill {
  /// As many as are kept in memory.
  private static final int READ = 512;

  private static final String PENDING =
      "SELECT "
          + JobRowMapper.WAITING
          + " FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.PENDING)
          + " AND seq > ?"
          + " AND NOT EXISTS (SELECT 1 FROM running WHERE running.seq = job.seq)"
          + " ORDER BY seq LIMIT "
          + READ;

  private final WriteBatch batch;
  private final PipelineState state;
  private final DamagedRecords damagedRecords;
  private long last;
  private int read;
  private boolean hasFoundDamage;

  private PendingRefill(WriteBatch batch, PipelineState state, DamagedRecords damagedRecords) {
    this.batch = batch;
    this.state = state;
    this.damagedRecords = damagedRecords;
  }

  static void run(WriteBatch batch, PipelineState state, DamagedRecords damagedRecords)
      throws SQLException {
    var refill = new PendingRefill(batch, state, damagedRecords);
    if (batch.isLogged()) refill.whileUnflushed();
    else refill.fromTables();
  }

  private void whileUnflushed() throws SQLException {
    last = state.pendingCursor.sequence();
    boolean all = batch.query(PENDING).readWhile(this::holdUnlessBegun, state.number, last);
    state.pendingCursor.moveTo(last, hasFoundDamage || (all && read < READ));
  }

  /// Skips jobs whose attempts are not in the tables yet. A damaged record ends it: that job is
  /// leased in a transaction of the tables.
  private boolean holdUnlessBegun(ResultSet row) throws SQLException {
    if (!state.hasRoom()) return false;
    long sequence = row.getLong(1);
    if (!batch.hasBegun(sequence)) {
      ReadyJob ready = JobRowMapper.checked(row, state, damagedRecords);
      hasFoundDamage = state.damaged.contains(sequence);
      if (hasFoundDamage) return false;
      state.hold(ready);
    }
    last = sequence;
    read++;
    return true;
  }

  private void fromTables() throws SQLException {
    batch.writeRunning();
    boolean all = batch.query(PENDING).readWhile(this::hold, state.number, 0);
    state.hasUnloadedJobs = !all || read == READ;
  }

  private boolean hold(ResultSet row) throws SQLException {
    if (!state.hasRoom()) return false;
    state.hold(JobRowMapper.checked(row, state, damagedRecords));
    read++;
    return true;
  }
}
