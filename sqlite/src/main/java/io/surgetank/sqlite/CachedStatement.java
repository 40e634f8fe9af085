package io.surgetank.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A prepared statement that is reused. After an error it is prepared again: the driver cannot
/// execute a statement again whose rows could not be read to the end.
final class CachedStatement {
  private final Connection connection;
  private final String sql;
  private @Nullable PreparedStatement prepared;

  CachedStatement(Connection connection, String sql) throws SQLException {
    this.connection = connection;
    this.sql = sql;
    prepared = connection.prepareStatement(sql);
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /// Returns the number of changed rows.
  int update(@Nullable Object... values) throws SQLException {
    return run(values, PreparedStatement::executeUpdate);
  }

  <T> List<T> all(Row<T> reader, @Nullable Object... values) throws SQLException {
    return run(
        values,
        statement -> {
          var all = new ArrayList<T>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) all.add(reader.read(rows));
          }
          return all;
        });
  }

  /// Reads rows until the reader returns false. Returns whether it has read all.
  boolean readWhile(Row<Boolean> reader, @Nullable Object... values) throws SQLException {
    return run(
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) if (!reader.read(rows)) return false;
          }
          return true;
        });
  }

  /// Counts the rows that match, without keeping them.
  long count(Row<Boolean> matches, @Nullable Object... values) throws SQLException {
    return run(
        values,
        statement -> {
          long matching = 0;
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) if (matches.read(rows)) matching++;
          }
          return matching;
        });
  }

  <T> Optional<T> first(Row<T> reader, @Nullable Object... values) throws SQLException {
    return run(
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
          }
        });
  }

  private <T> T run(@Nullable Object[] values, Execution<T> execution) throws SQLException {
    PreparedStatement statement = prepared;
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared = statement;
    }
    try {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      return execution.of(statement);
    } catch (SQLException failed) {
      prepared = null;
      close(statement, failed);
      throw failed;
    }
  }

  private static void close(PreparedStatement statement, SQLException failed) {
    try {
      statement.close();
    } catch (SQLException again) {
      failed.addSuppressed(again);
    }
  }
}
