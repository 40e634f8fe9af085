package io.surgetank.peers.sql;

import com.zaxxer.hikari.HikariDataSource;

/// The database of a peer; every commit is durable when it returns.
public sealed interface PeerDatabase extends AutoCloseable permits Postgres, SqliteDatabase {
  HikariDataSource source();

  /// Executes DDL statements.
  default void create(String statements) {
    new Tables(source()).create(statements);
  }

  @Override
  void close();
}
