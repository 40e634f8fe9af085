package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

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
  void commits_do_not_cut_the_pause_before_a_checkpoint_short() throws Exception {
    try (var databaseConnection = DatabaseConnection.forWriting(file())) {
      Checkpoints checkpoints = begin(databaseConnection, Duration.ofDays(1));
      for (int i = 0; i < 300; i++) commit(databaseConnection, checkpoints);
      checkpoints.close();

      assertThat(inLog(databaseConnection, 3)).isZero();
      assertThat(inLog(databaseConnection, 2)).isGreaterThanOrEqualTo(300);
    }
  }

  @Test
  void after_the_pause_what_was_committed_is_copied() throws Exception {
    try (var databaseConnection = DatabaseConnection.forWriting(file())) {
      Checkpoints checkpoints = begin(databaseConnection, Duration.ofNanos(1));
      for (int i = 0; i < 3; i++) commit(databaseConnection, checkpoints);
      while (inLog(databaseConnection, 3) < inLog(databaseConnection, 2)) Thread.onSpinWait();
      checkpoints.close();
    }
  }

  private Path file() {
    return folder.resolve("surgetank.db");
  }

  private Checkpoints begin(DatabaseConnection databaseConnection, Duration pause)
      throws Exception {
    databaseConnection.execute("CREATE TABLE t(x INTEGER)");
    var storeConditions = new StoreConditions(_ -> {});
    var files = StoreFiles.of(file(), folder.resolve("surgetank.db-wal"));
    var log = new LogWatch(files, new ReadConnectionPool(file(), _ -> {}), storeConditions);
    var mark = HighWaterMark.open(folder.resolve("surgetank.mark"));
    var checkpoints =
        new Checkpoints(DatabaseConnection.forCheckpoints(file()), log, mark, _ -> {}, pause);
    checkpoints.start();
    return checkpoints;
  }

  private static void commit(DatabaseConnection databaseConnection, Checkpoints checkpoints)
      throws SQLException {
    databaseConnection.execute("INSERT INTO t VALUES(1)");
    checkpoints.afterCommit();
  }

  /// The pages in the log (column 2), and those of them that a checkpoint has copied (column 3).
  private static long inLog(DatabaseConnection databaseConnection, int column) throws SQLException {
    return databaseConnection
        .query("PRAGMA wal_checkpoint(NOOP)")
        .first(row -> row.getLong(column))
        .orElse(0L);
  }
}
