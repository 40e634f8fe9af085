package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedPipelineNameTest {
  @TempDir private Path folder;

  @BeforeEach
  void aStore() {
    open().close();
  }

  @Test
  void a_start_is_refused_if_the_name_of_a_pipeline_is_missing() throws Exception {
    // A flipped bit is not checked against the schema.
    PreviousSchemaFile.sql(
        folder,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'pipeline'");
    PreviousSchemaFile.sql(folder, "UPDATE pipeline SET name = NULL WHERE number = 1");

    assertRefused();
  }

  @Test
  void a_start_is_refused_if_the_name_of_a_pipeline_cannot_be_one() throws Exception {
    PreviousSchemaFile.sql(folder, "UPDATE pipeline SET name = 'Orders' WHERE number = 1");

    assertRefused();
  }

  private void assertRefused() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("surgetank.db"));

    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("surgetank.db is damaged", "the name of pipeline 1 is damaged");

    assertThat(folder.resolve("surgetank.db")).hasBinaryContent(before);
  }

  private SqliteEngine open() {
    return SqliteEngine.open(
        folder, SamplePipelines.PIPELINES, EngineDependencies.of(new TestClock(), _ -> {}, folder));
  }
}
