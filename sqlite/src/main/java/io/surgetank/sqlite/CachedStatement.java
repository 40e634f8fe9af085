package io.surgetank.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A prepared statement that is reused.
final class CachedStatement {
  private final PreparedStatement statement;

  CachedStatement(PreparedStatement statement) {
    this.statement = statement;
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// Returns the number of changed rows.
  int update(@Nullable Object... values) throws SQLException {
    bind(values);
    return statement.executeUpdate();
  }

  <T> List<T> all(Row<T> reader, @Nullable Object... values) throws SQLException {
    bind(values);
    var all = new ArrayList<T>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) all.add(reader.read(rows));
    }
    return all;
  }

  /// Counts the rows that match, without keeping them.
  long count(Row<Boolean> matches, @Nullable Object... values) throws SQLException {
    bind(values);
    long matching = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) if (matches.read(rows)) matching++;
    }
    return matching;
  }

  <T> Optional<T> first(Row<T> reader, @Nullable Object... values) throws SQLException {
    bind(values);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  private void bind(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
  }
}
