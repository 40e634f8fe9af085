package io.surgetank.peers.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// A SQLite file in WAL mode, synced by each commit, as Surgetank's.
public record SqliteDatabase(HikariDataSource source) implements PeerDatabase {
  /// Longer than any observed wait for the writer.
  private static final Duration BUSY = Duration.ofSeconds(30);

  public static SqliteDatabase in(Path folder, int connections) {
    var sqlite = new SQLiteConfig();
    sqlite.setJournalMode(JournalMode.WAL);
    sqlite.setSynchronous(SynchronousMode.FULL);
    sqlite.setTransactionMode(TransactionMode.IMMEDIATE);
    sqlite.setBusyTimeout((int) BUSY.toMillis());
    sqlite.setCacheSize(-65_536);
    var pool = new HikariConfig();
    pool.setJdbcUrl("jdbc:sqlite:" + folder.resolve("peer.db"));
    pool.setDataSourceProperties(sqlite.toProperties());
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(BUSY.toMillis());
    return new SqliteDatabase(new HikariDataSource(pool));
  }

  @Override
  public void close() {
    source.close();
  }
}
