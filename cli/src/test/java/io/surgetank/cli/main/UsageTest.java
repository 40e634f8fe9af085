package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wrong usage: one or two lines on standard error, exit code 2.
class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --port 70000",
        "serve --port -1",
        "serve --port abc",
        "serve --log-format xml",
        "serve --builtin --config x.yaml",
        "aws-local --port 65536",
        "load --rate abc",
        "load --rate 5/s --sequential",
        "load --duration soon --rate 1/s",
        "load --data /nowhere --steps 1/s",
        "jobs",
        "jobs ls --token wrong",
        "jobs ls --table t",
        "jobs ls --config c.yaml",
        "jobs ls --aws --url http://127.0.0.1:1",
        "jobs ls --limit 0",
        "jobs ls --limit many",
        "jobs show",
        "jobs show a b",
        "jobs cancel",
        "dead redrive --all --rate 5",
        "dead redrive --yes",
        "dead ls --limit 0",
        "verify everything",
        "backup",
        "backup one two",
        "restore backup",
        "doctor",
        "doctor one two",
        "check one two",
        "nonsense",
        "--nonsense"
      })
  void wrong_usage_exits_with_2(String words) {
    CommandOutput commandOutput = CommandOutput.by(words.split(" ", -1));

    assertThat(commandOutput.exit()).as(commandOutput.err()).isEqualTo(2);
    assertThat(commandOutput.out()).isEmpty();
    assertThat(commandOutput.err()).isNotBlank().doesNotContain("\tat ", "Exception");
    assertThat(commandOutput.err().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void a_misspelled_command_or_option_gets_a_suggestion() {
    assertThat(CommandOutput.by("job", "ls").err()).contains("'job'", "Did you mean", "jobs");
    assertThat(CommandOutput.by("dead", "redive").err()).contains("'redive'", "redrive");
    assertThat(CommandOutput.by("jobs", "ls", "--pipline=x").err())
        .contains("--pipline", "--pipeline");
  }

  @Test
  void version_and_help_have_their_usual_options() {
    for (String word : new String[] {"--version", "-V", "version"}) {
      CommandOutput commandOutput = CommandOutput.by(word);
      assertThat(commandOutput.exit()).isZero();
      assertThat(commandOutput.out()).startsWith("Surgetank ");
    }
    for (String[] words : new String[][] {{"help"}, {"--help"}, {"-h"}, {"help", "jobs"}})
      assertThat(CommandOutput.by(words).out()).contains("Usage: surgetank");
    assertThat(CommandOutput.by("help", "jobs").out()).contains("surgetank jobs ls");
  }

  @Test
  void a_running_server_without_a_token_is_distinguished_from_no_server(@TempDir Path folder)
      throws Exception {
    try (var embeddedServer = EmbeddedServer.in(folder)) {
      java.nio.file.Files.delete(folder.resolve("operator.token"));

      CommandOutput commandOutput = CommandOutput.by("jobs", "ls", "--data=" + folder);

      assertThat(commandOutput.exit()).isEqualTo(3);
      assertThat(commandOutput.err())
          .contains(embeddedServer.url(), "operator.token")
          .doesNotContain("No server");
    }
  }
}
