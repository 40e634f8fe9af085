package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.process.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointsTest {
  @TempDir private Path folder;

  @Test
  void commits_do_not_shorten_the_pause_before_a_checkpoint() throws Exception {
    try (var connection = DatabaseConnection.forWriting(file())) {
      Checkpoints checkpoints = begin(connection, Duration.ofDays(1));
      for (int i = 0; i < 300; i++) commit(connection, checkpoints);
      checkpoints.close();

      assertThat(inLog(connection, 3)).isZero();
      assertThat(inLog(connection, 2)).isGreaterThanOrEqualTo(300);
    }
  }

  @Test
  void after_the_pause_a_checkpoint_copies_what_was_committed() throws Exception {
    try (var connection = DatabaseConnection.forWriting(file())) {
      Checkpoints checkpoints = begin(connection, Duration.ofNanos(1));
      for (int i = 0; i < 3; i++) commit(connection, checkpoints);
      while (inLog(connection, 3) < inLog(connection, 2)) Thread.onSpinWait();
      checkpoints.close();
    }
  }

  private Path file() {
    return folder.resolve("surgetank.db");
  }

  private Checkpoints begin(DatabaseConnection connection, Duration pause) throws Exception {
    connection.execute("CREATE TABLE t(x INTEGER)");
    var conditions = new StoreConditions(_ -> {});
    for (Path segment : CommitLogTable.files(file())) Files.createFile(segment);
    var files = FileIdentityCheck.of(file(), folder.resolve("surgetank.db-wal"));
    var log = new WalSizeMonitor(files, new ReadConnectionPool(file(), _ -> {}), conditions);
    var mark = HighWaterMark.open(folder.resolve("surgetank.mark"));
    var checkpoints =
        new Checkpoints(
            DatabaseConnection.forCheckpoints(file()), log, mark, _ -> {}, pause, Threads.SYSTEM);
    checkpoints.start();
    return checkpoints;
  }

  private static void commit(DatabaseConnection connection, Checkpoints checkpoints)
      throws SQLException {
    connection.execute("INSERT INTO t VALUES(1)");
    checkpoints.afterCommit();
  }

  /// The pages in the log (column 2), and those of them that a checkpoint has copied (column 3).
  private static long inLog(DatabaseConnection connection, int column) throws SQLException {
    return connection
        .query("PRAGMA wal_checkpoint(NOOP)")
        .first(row -> row.getLong(column))
        .orElse(0L);
  }
}
