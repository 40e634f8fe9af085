package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.RequiredTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The systemd unit of docs/installation.md: systemd knows its directives and values, and its user
/// and paths are those of the install steps.
@Timeout(60)
class SystemdUnitTest {
  private static final Path PAGE = Path.of("docs/installation.md");
  private static final String TEXT = Pages.text(PAGE);
  private static final String UNIT =
      CodeSample.of(PAGE).stream()
          .filter(sample -> sample.language().equals("ini"))
          .findFirst()
          .orElseThrow()
          .code();

  @TempDir private Path temp = Path.of("");

  @Test
  void systemd_accepts_each_directive_and_value() throws Exception {
    assertThat(faults(UNIT)).isEmpty();
  }

  @Test
  void an_unknown_directive_or_an_invalid_value_is_found() throws Exception {
    assertThat(faults(UNIT.replace("RestartPrevent", "RestartPrevents"))).isNotEmpty();
    assertThat(faults(UNIT.replace("TimeoutStopSec=15", "TimeoutStopSec=x"))).isNotEmpty();
    assertThat(faults(UNIT.replace("Restart=always", "Restart=ever"))).isNotEmpty();
  }

  @Test
  void the_user_is_the_one_that_the_steps_create_and_use() {
    String user = step("useradd --system (\\S+)");

    assertThat(directive("User")).isEqualTo(user);
    assertThat(step("install -d -o (\\S+) ")).isEqualTo(user);
    assertThat(step("install -d -o \\S+ -g (\\S+) ")).isEqualTo(user);
    assertThat(step("runuser -u (\\S+) -- ")).isEqualTo(user);
  }

  @Test
  void the_paths_are_those_of_the_steps() {
    String data = step("install -d .* (/\\S+)");
    String configuration = step("init (\\S+)") + "/surgetank.yaml";
    String launcher = step("(/\\S+) build");
    String serve = "serve --data %s --config %s".formatted(data, configuration);

    assertThat(step("runuser -u \\S+ -- (.*)")).isEqualTo(launcher + " " + serve);
    assertThat(step("check --config (\\S+)")).isEqualTo(configuration);
    assertThat(directive("ExecStart"))
        .startsWith(launcher + " " + serve.replace("serve", "serve --no-create"));
    assertThat(directive("RequiresMountsFor")).isEqualTo(data);
  }

  @Test
  void the_launcher_reads_the_environment_of_the_unit() throws Exception {
    String variable = directive("Environment").replaceFirst("=.*", "");

    assertThat(Files.readString(Repository.root().resolve("surgetank")))
        .containsPattern("\\$\\{?" + variable + "\\b");
  }

  @Test
  void systemd_waits_longer_than_a_stop_takes() {
    var stop = Duration.ofSeconds(Long.parseLong(step("stops within (\\d+) seconds")));

    assertThat(Duration.ofSeconds(Long.parseLong(directive("TimeoutStopSec")))).isGreaterThan(stop);
  }

  /// What systemd reports about the unit with the launcher of this repository.
  private List<String> faults(String unit) throws Exception {
    Path file = temp.resolve("surgetank.service");
    Files.writeString(
        file, unit.replace(step("(/\\S+)/surgetank build"), Repository.root().toString()));
    var process =
        new ProcessBuilder(
                RequiredTool.SYSTEMD_ANALYZE.path().toString(),
                "verify",
                "--man=no",
                "--recursive-errors=no",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    // Units of the machine that it needs may have faults too.
    List<String> own = output.lines().filter(line -> line.contains("surgetank.service")).toList();
    assertThat(own.isEmpty()).as(output).isEqualTo(status == 0);
    return own;
  }

  private static String directive(String name) {
    return only(Pattern.compile("(?m)^" + name + "=(.*)$"), UNIT);
  }

  /// What the steps of the page say, which come before its unit.
  private static String step(String pattern) {
    String steps = TEXT.replace(UNIT, "");
    return only(Pattern.compile("(?m)" + pattern), steps);
  }

  private static String only(Pattern pattern, String text) {
    List<String> found =
        pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(found).as(pattern.pattern()).hasSize(1);
    return found.getFirst().strip();
  }
}
