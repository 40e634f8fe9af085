package io.surgetank.peers.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/// A connection pool for a PostgreSQL with durable commits.
public record Postgres(PostgresServer server, HikariDataSource source) implements PeerDatabase {

  public static Postgres on(PostgresServer server, int connections) {
    var pool = new HikariConfig();
    pool.setJdbcUrl(server.url());
    pool.setUsername(PostgresServer.USER);
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    // Sends batches as one statement with many rows.
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new Postgres(server, new HikariDataSource(pool));
  }

  @Override
  public void close() {
    source.close();
    server.close();
  }
}
