package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// More dead letters than a page has.
class DeadLetterListTest {
  private static final int LETTERS = 203;

  private static final String DYING =
      """
      pipelines:
        doomed:
          intake: {path: /doomed, schema: any.json}
          work:
            handler: task
            simulate: {delay: 0s..0s, failures: 100%}
          retry: {policy: fixed, base: 1s, attempts: 1}
      """;

  private final Path data;
  private final EmbeddedServer embeddedServer;

  DeadLetterListTest(@TempDir Path temp) throws Exception {
    data = temp.resolve("data");
    Files.writeString(temp.resolve("surgetank.yaml"), DYING);
    Files.writeString(temp.resolve("any.json"), "{\"type\": \"object\"}");
    embeddedServer =
        EmbeddedServer.with(data, new ConfigurationChoice.File(temp.resolve("surgetank.yaml")));
    String batch = Collections.nCopies(LETTERS, "{}").toString();
    assertThat(
            embeddedServer.post("/doomed", batch, "Content-Type", "application/json").statusCode())
        .isLessThan(300);
    while (embeddedServer.operate("ledger").at("/pipelines/doomed/dead").asInt() < LETTERS) {
      var _ = embeddedServer.get("/doomed?limit=1");
    }
  }

  @AfterEach
  void stop() {
    embeddedServer.close();
  }

  private CommandOutput here(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--data=" + data);
    return CommandOutput.by(all.toArray(String[]::new));
  }

  private static long rows(CommandOutput commandOutput) {
    return commandOutput.out().lines().filter(line -> line.contains("doomed")).count();
  }

  private static String cursor(CommandOutput commandOutput) {
    return commandOutput
        .out()
        .lines()
        .filter(line -> line.startsWith("More: --cursor "))
        .map(line -> line.replaceFirst("More: --cursor ", "").replaceFirst(" .*", ""))
        .findFirst()
        .orElse("");
  }

  @Test
  void a_page_has_the_total_counts_and_the_next_cursor() {
    CommandOutput first = here("dead", "ls", "--limit=200");
    CommandOutput second = here("dead", "ls", "--limit=200", "--cursor=" + cursor(first));

    assertThat(first.out()).contains("203 dead letters.").containsPattern("203 +.*failure");
    assertThat(rows(first)).isEqualTo(200);
    assertThat(rows(second)).isEqualTo(3);
    assertThat(second.out()).doesNotContain("More:", "No dead letters", "ACCEPTED");
  }

  @Test
  void all_pages_are_read_with_all() {
    CommandOutput all = here("dead", "ls", "--all");
    JsonNode json = Json.read(here("dead", "ls", "--all", "--json").out());

    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(rows(all)).isEqualTo(LETTERS);
    assertThat(all.out()).containsOnlyOnce("ACCEPTED").doesNotContain("More:");
    assertThat(json.path("count").asInt()).isEqualTo(LETTERS);
    assertThat(json.at("/groups/0/count").asInt()).isEqualTo(LETTERS);
    assertThat(json.path("jobs").valueStream().map(job -> job.path("id").asString()).distinct())
        .hasSize(LETTERS);
    assertThat(json.has("next")).isFalse();
    assertThat(rows(here("jobs", "ls", "--all"))).isEqualTo(LETTERS);
    assertThat(here("dead", "ls", "--all", "--limit=3").exit()).isEqualTo(2);
  }
}
