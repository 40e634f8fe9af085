package io.surgetank.proof.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderSizesTest {
  private static final int ROWS = 2_000;
  private static final int BYTES_PER_ROW = 200;

  @TempDir private Path folder;

  @Test
  void the_audit_log_and_the_write_ahead_log_are_not_in_the_data() throws Exception {
    fill("PRAGMA journal_mode = DELETE", "job");
    DataFolderSizes before = DataFolderSizes.of(folder);

    fill("PRAGMA journal_mode = DELETE", "audit_log");
    Files.write(folder.resolve("surgetank.log.0"), new byte[1_000]);
    DataFolderSizes after = DataFolderSizes.of(folder);

    assertThat(before.files()).isEqualTo(1);
    assertThat(before.auditLog()).isZero();
    assertThat(before.data()).isGreaterThan(ROWS * BYTES_PER_ROW);
    assertThat(after.files()).isEqualTo(2);
    assertThat(after.auditLog()).isGreaterThan(ROWS * BYTES_PER_ROW);
    assertThat(after.data()).isEqualTo(before.data() + 1_000);
    assertThat(after.writeAheadLog()).isZero();
  }

  @Test
  void a_commit_in_the_write_ahead_log_is_read() throws Exception {
    fill("PRAGMA journal_mode = WAL", "job");
    try (var connection = DriverManager.getConnection(url())) {
      var statement = connection.createStatement();
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("CREATE TABLE audit_log(filter TEXT)");
      statement.execute("INSERT INTO audit_log VALUES('x')");

      DataFolderSizes sizes = DataFolderSizes.of(folder);

      assertThat(sizes.auditLog()).isPositive();
      assertThat(sizes.writeAheadLog())
          .isEqualTo(Files.size(folder.resolve("surgetank.db-wal")))
          .isPositive();
    }
  }

  private void fill(String journal, String table) throws Exception {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute(journal);
      statement.execute("CREATE TABLE " + table + "(filter TEXT)");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                  .formatted(ROWS)
              + " INSERT INTO %s SELECT hex(zeroblob(%d)) FROM n"
                  .formatted(table, BYTES_PER_ROW / 2));
    }
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("surgetank.db");
  }
}
