package io.surgetank.sqlite;

import java.sql.SQLException;

/// A store with a planted fault. In the store's package, so that the store needs no access for it.
public final class UnsyncedEngine {
  private UnsyncedEngine() {}

  /// Commits are no longer synced: SQLite's `synchronous=OFF`.
  public static void stopSyncing(SqliteEngine engine) {
    try {
      engine.parts().writing().execute("PRAGMA synchronous = OFF");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
