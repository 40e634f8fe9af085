package io.surgetank.peers.sql;

import com.zaxxer.hikari.HikariDataSource;

/// Where a peer keeps its tables; every commit is on disk when it returns.
public sealed interface PeerDatabase extends AutoCloseable permits Postgres, SqliteDatabase {
  HikariDataSource source();

  /// The statements to begin with, in this database's words.
  default void create(String statements) {
    new Tables(source()).create(statements);
  }

  @Override
  void close();
}
