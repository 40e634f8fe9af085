package io.surgetank.peers.sql;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Creates tables.
record Tables(DataSource source) {
  void create(String statements) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String each : statements.split(";", -1)) if (!each.isBlank()) statement.execute(each);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot create tables", failed);
    }
  }
}
