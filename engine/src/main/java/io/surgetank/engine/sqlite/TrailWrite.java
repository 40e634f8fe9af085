package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.store.TrailEntry;
import java.sql.SQLException;

/// Keeps what an operator did.
final class TrailWrite extends Write<TrailEntry> {
  private static final String INSERT =
      "INSERT INTO trail(at, actor, act, filter, jobs) VALUES(?, ?, ?, ?, ?)";

  private final TrailEntry entry;

  TrailWrite(TrailEntry entry) {
    this.entry = entry;
  }

  @Override
  TrailEntry apply(Group group) throws SQLException {
    group
        .query(INSERT)
        .update(
            entry.at().toEpochMilli(),
            entry.actor(),
            entry.act().name(),
            TrailRows.write(entry.filter()),
            entry.jobs());
    group.tell(new Event.Operated(entry));
    return entry;
  }
}
