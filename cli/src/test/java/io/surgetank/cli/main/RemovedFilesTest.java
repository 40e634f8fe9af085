package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is logged when the database is removed under a running server.
class RemovedFilesTest {
  private static final String ORDER = "{\"description\": \"water the plants\"}";

  @Test
  void one_line_reports_the_cause_and_later_failures_are_not_logged(@TempDir Path data)
      throws Exception {
    var embeddedServer = EmbeddedServer.in(data);
    try (embeddedServer) {
      assertThat(embeddedServer.post("/task", ORDER).statusCode()).isEqualTo(202);
      Files.delete(data.resolve("surgetank.db"));

      for (int again = 0; again < 3; again++)
        assertThat(embeddedServer.post("/task", ORDER).statusCode()).isEqualTo(503);
      assertThat(CommandOutput.by("dead", "purge", "--all", "--yes", "--data=" + data).exit())
          .isNotZero();
    }

    assertThat(embeddedServer.log().lines())
        .filteredOn(line -> !line.contains(" level=info "))
        .filteredOn(line -> !line.contains(" event=store_created "))
        .singleElement()
        .asString()
        .contains("level=error", "surgetank.db was removed");
  }
}
