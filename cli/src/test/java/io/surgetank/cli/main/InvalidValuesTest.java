package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Option values that only the server can check: one line that names the option, exit code 2.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidValuesTest {
  private final Path data;
  private final EmbeddedServer embeddedServer;

  InvalidValuesTest(@TempDir Path data) {
    this.data = data;
    embeddedServer = EmbeddedServer.in(data);
  }

  @AfterAll
  void stop() {
    embeddedServer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "jobs ls --status foo, status",
    "jobs ls --status foo --all, status",
    "jobs ls --since foo, since",
    "jobs ls --pipeline nope, pipeline",
    "jobs ls --cursor xx, cursor",
    "jobs show x --pipeline nope, pipeline",
    "jobs cancel --pipeline orders --status dead, statuses",
    "jobs cancel --pipeline nope, pipelines",
    "jobs move --pipeline orders --to nope, to",
    "jobs move --pipeline orders --to orders, to",
    "jobs move --pipeline orders --to tasks --id x, ids",
    "dead ls --id x, id",
    "dead ls --pipeline nope, pipeline",
    "dead redrive --pipeline nope, pipelines",
    "dead purge --id x --yes, ids",
    "dead purge --all --pipeline orders, all"
  })
  void an_invalid_value_is_wrong_usage(String words, String name) {
    var output = here(words);

    assertThat(output.exit()).as(output.err()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).startsWith("'" + name + "' ").hasLineCount(1);
  }

  @Test
  void each_of_several_invalid_values_is_named_once() {
    var output = here("jobs ls --status foo,bar --since foo");

    assertThat(output.exit()).isEqualTo(2);
    assertThat(output.err()).containsOnlyOnce("'status'").containsOnlyOnce("'since'");
  }

  @Test
  void a_url_that_is_none_is_wrong_usage() {
    for (String url : new String[] {"foo", "ftp://127.0.0.1", "http://a b"}) {
      var output = CommandOutput.by("jobs", "ls", "--url", url, "--token", "x");

      assertThat(output.exit()).as(output.err()).isEqualTo(2);
      assertThat(output.err()).contains("--url", url).hasLineCount(1);
    }
  }

  private CommandOutput here(String words) {
    return CommandOutput.by(
        Stream.concat(Arrays.stream(words.split(" ", -1)), Stream.of("--data=" + data))
            .toArray(String[]::new));
  }
}
