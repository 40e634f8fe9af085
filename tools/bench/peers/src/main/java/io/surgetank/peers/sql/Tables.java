package io.surgetank.peers.sql;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Makes tables.
record Tables(DataSource source) {
  void create(String statements) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String each : statements.split(";", -1)) if (!each.isBlank()) statement.execute(each);
    } catch (SQLException refused) {
      throw new IllegalStateException("the tables could not be made", refused);
    }
  }
}
