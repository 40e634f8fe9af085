package io.surgetank.peers.scheduled;

import io.surgetank.peers.sql.PeerDatabase;
import io.surgetank.peers.sql.Postgres;
import io.surgetank.peers.sql.SqliteDatabase;

/// The table of db-scheduler's documentation, without priorities.
final class ScheduledTasks {
  private ScheduledTasks() {}

  static String in(PeerDatabase peerDatabase) {
    return switch (peerDatabase) {
      case Postgres _ -> table("TIMESTAMP WITH TIME ZONE", "BYTEA");
      case SqliteDatabase _ -> table("TIMESTAMP", "BLOB");
    };
  }

  private static String table(String time, String bytes) {
    return """
    CREATE TABLE IF NOT EXISTS scheduled_tasks (
      task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data %2$s,
      execution_time %1$s NOT NULL, picked BOOLEAN NOT NULL, picked_by TEXT,
      last_success %1$s, last_failure %1$s, consecutive_failures INT,
      last_heartbeat %1$s, version BIGINT NOT NULL,
      PRIMARY KEY (task_name, task_instance));
    CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
    CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
    """
        .formatted(time, bytes);
  }
}
