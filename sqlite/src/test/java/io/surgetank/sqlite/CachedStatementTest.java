package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedStatementTest {
  /// One row that cannot be read, such as one on a damaged page, failed all later reads of the
  /// connection with "statement is not executing".
  @Test
  void a_statement_can_be_executed_again_after_a_row_could_not_be_read(@TempDir Path folder)
      throws Exception {
    try (var connection = DatabaseConnection.forWriting(folder.resolve("a.db"))) {
      connection.execute("CREATE TABLE numbers(n INTEGER)");
      connection.execute("INSERT INTO numbers VALUES(-9223372036854775808), (1)");
      CachedStatement statement = connection.query("SELECT abs(n) FROM numbers WHERE n < ?");
      assertThatThrownBy(() -> statement.all(row -> row.getLong(1), 2))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("integer overflow");

      connection.execute("DELETE FROM numbers WHERE n < 0");

      assertThat(statement.all(row -> row.getLong(1), 2)).containsExactly(1L);
    }
  }
}
