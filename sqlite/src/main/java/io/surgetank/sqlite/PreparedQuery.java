package io.surgetank.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A statement that was prepared once and is run often.
final class PreparedQuery {
  private final PreparedStatement statement;

  PreparedQuery(PreparedStatement statement) {
    this.statement = statement;
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// How many rows were changed.
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

  /// How many rows are such. Keeps none of them.
  long count(Row<Boolean> isSuch, @Nullable Object... values) throws SQLException {
    bind(values);
    long such = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) if (isSuch.read(rows)) such++;
    }
    return such;
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
