package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.store.OperatorAction;
import java.sql.SQLException;

/// Writes an operator action to the audit log.
final class AuditLogWrite extends Write<OperatorAction> {
  private static final String INSERT =
      "INSERT INTO audit_log(at, actor, act, filter, jobs) VALUES(?, ?, ?, ?, ?)";

  private final OperatorAction entry;

  AuditLogWrite(OperatorAction entry) {
    this.entry = entry;
  }

  @Override
  OperatorAction apply(WriteBatch batch) throws SQLException {
    batch
        .query(INSERT)
        .update(
            entry.at().toEpochMilli(),
            entry.actor(),
            entry.type().name(),
            AuditLogRowMapper.write(entry),
            entry.jobs());
    batch.addEvent(new Event.OperatorActed(entry));
    return entry;
  }
}
