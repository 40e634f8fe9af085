package io.surgetank.engine.sqlite;

import java.sql.SQLException;

/// Gives back what leases that ran out held, when nobody leases.
final class ExpiryWrite extends Write<Boolean> {
  private final Lines lines;
  private final Line line;

  ExpiryWrite(Lines lines, Line line) {
    this.lines = lines;
    this.line = line;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  Boolean apply(Group group) throws SQLException {
    Abandonment.ofExpired(group, lines, line);
    return true;
  }
}
