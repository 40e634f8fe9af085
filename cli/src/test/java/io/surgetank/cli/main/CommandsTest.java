package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as an operator types them, against a server that runs.
class CommandsTest {
  private static final String DYING =
      """
      pipelines:
        doomed:
          intake:
            path: /doomed
            schema: doomed.schema.json
          work:
            handler: task
            simulate: {delay: 0s..0s, failures: 100%}
          retry: {policy: fixed, base: 1s, attempts: 1}
      """;

  private final Path data;
  private final EmbeddedServer embeddedServer;

  CommandsTest(@TempDir Path data, @TempDir Path config) throws Exception {
    this.data = data;
    Files.writeString(config.resolve("surgetank.yaml"), DYING);
    Files.writeString(config.resolve("doomed.schema.json"), "{\"type\": \"object\"}");
    embeddedServer =
        EmbeddedServer.with(data, new ConfigurationChoice.File(config.resolve("surgetank.yaml")));
  }

  @AfterEach
  void stop() {
    embeddedServer.close();
  }

  /// Runs the command with the data folder of the server.
  private CommandOutput here(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--data=" + data);
    return CommandOutput.by(all.toArray(String[]::new));
  }

  private String deadJob() throws Exception {
    String location =
        embeddedServer
            .post("/doomed", "{}", "Content-Type", "application/json")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(embeddedServer.ended(location).path("status").asString()).isEqualTo("DEAD");
    return location.substring("/doomed/".length());
  }

  @Test
  void jobs_are_listed_and_shown() throws Exception {
    String id = deadJob();

    CommandOutput list = here("jobs", "ls", "--status=dead");
    CommandOutput one = here("jobs", "show", id);
    CommandOutput json = here("jobs", "ls", "--json");

    assertThat(list.exit()).isZero();
    assertThat(list.out()).contains("PIPELINE", id, "doomed", "DEAD", "simulated failure");
    assertThat(one.out()).contains(id, "simulated failure");
    assertThat(Json.read(json.out()).path("jobs").get(0).path("id").asString()).isEqualTo(id);
  }

  @Test
  void what_has_ended_cannot_be_cancelled() throws Exception {
    CommandOutput commandOutput = here("jobs", "cancel", deadJob());

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void an_unknown_job_is_reported() {
    CommandOutput commandOutput = here("jobs", "show", "no such/job?");

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).isNotBlank();
  }

  @Test
  void a_redrive_is_previewed_and_executed_only_with_yes() throws Exception {
    String id = deadJob();

    CommandOutput preview = here("dead", "redrive", "--pipeline=doomed");
    assertThat(preview.exit()).isZero();
    assertThat(preview.out()).contains("1 would be redriven", "--yes", id);
    assertThat(embeddedServer.operate("jobs/" + id).path("redrives").asInt()).isZero();

    CommandOutput done = here("dead", "redrive", "--pipeline=doomed", "--yes");
    assertThat(done.exit()).isZero();
    assertThat(done.out()).contains("1 redriven");
    assertThat(embeddedServer.operate("jobs/" + id).path("redrives").asInt()).isEqualTo(1);

    assertThat(here("audit-log").out()).contains("REDRIVE", System.getProperty("user.name"));
  }

  @Test
  void a_purge_of_one_leaves_the_others() throws Exception {
    String one = deadJob();
    String other = deadJob();

    assertThat(here("dead", "purge", "--id=" + one, "--yes").exit()).isZero();

    assertThat(here("dead", "ls").out()).contains(other).doesNotContain(one);
  }

  @Test
  void an_action_on_everything_requires_all() throws Exception {
    deadJob();

    assertThat(here("dead", "purge", "--yes").exit()).isEqualTo(2);
    assertThat(here("dead", "ls").out()).contains("1 dead letter");
    assertThat(here("dead", "purge", "--all", "--yes").exit()).isZero();
    assertThat(here("dead", "ls").out()).contains("No dead letters");
  }

  @Test
  void verify_passes_and_prints_the_counts() throws Exception {
    deadJob();

    CommandOutput commandOutput = here("verify");

    assertThat(commandOutput.exit()).isZero();
    assertThat(commandOutput.out().lines()).contains("1 record read.");
    assertThat(commandOutput.out()).contains("doomed", "No findings");
    assertThat(Json.read(here("verify", "--json").out()).path("passes").asBoolean()).isTrue();
  }

  @Test
  void a_server_can_be_selected_by_its_url() {
    assertThat(
            CommandOutput.by(
                    "verify", "--url=" + embeddedServer.url(), "--token=" + embeddedServer.token())
                .exit())
        .isZero();
    assertThat(CommandOutput.by("verify", "--url=" + embeddedServer.url(), "--token=wrong").exit())
        .isEqualTo(1);
  }

  @Test
  void without_a_server_the_commands_report_it(@TempDir Path elsewhere) {
    CommandOutput commandOutput = CommandOutput.by("verify", "--data=" + elsewhere);

    assertThat(commandOutput.exit()).isEqualTo(3);
    assertThat(commandOutput.err()).contains("No server is running", "surgetank serve");
    assertThat(CommandOutput.by("verify", "--url=http://127.0.0.1:1", "--token=x").exit())
        .isEqualTo(3);
  }

  @Test
  void what_init_writes_passes_check_and_is_never_overwritten(@TempDir Path folder) {
    String config = "--config=" + folder.resolve("my/surgetank.yaml");

    assertThat(CommandOutput.by("init", folder.resolve("my").toString()).exit()).isZero();
    CommandOutput check = CommandOutput.by("check", config);
    assertThat(check.exit()).as(check.err()).isZero();
    assertThat(check.out()).contains("/orders", "/order", "/task", "/api/v1/tasks");
    assertThat(CommandOutput.by("init", folder.resolve("my").toString()).exit()).isEqualTo(1);
  }

  @Test
  void init_names_the_schema_of_the_configuration_to_editors(@TempDir Path folder)
      throws Exception {
    CommandOutput.by("init", folder.toString());

    assertThat(Files.readAllLines(folder.resolve("surgetank.yaml")).getFirst())
        .isEqualTo("# yaml-language-server: $schema=surgetank.schema.json");
    assertThat(folder.resolve("surgetank.schema.json")).content().contains("draft/2020-12");
    assertThat(CommandOutput.by("schema").out())
        .isEqualTo(Files.readString(folder.resolve("surgetank.schema.json")));
  }

  @Test
  void check_reports_every_error(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("bad.yaml"),
            "pipelines:\n  a: {colour: red, intake: {path: a}}\n  b: {size: 7}\n");

    CommandOutput commandOutput = CommandOutput.by("check", "--config=" + config);
    CommandOutput json = CommandOutput.by("check", "--json", "--config=" + config);

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).contains("bad.yaml:2:", "bad.yaml:3:", "errors.");
    assertThat(Json.read(json.out()).path("valid").asBoolean(true)).isFalse();
  }

  @Test
  void check_reports_errors_of_paths_schemas_and_handlers_together(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("good.json"), "{\"type\": \"object\"}");
    Files.writeString(folder.resolve("bad.json"), "{\"type\": \"objekt\"}");
    Path config =
        Files.writeString(
            folder.resolve("all.yaml"),
            """
            pipelines:
              a:
                intake: {path: /a, schema: good.json, colour: red}
                work: {handler: com.example.Missing}
              b:
                intake: {path: /a, schema: bad.json}
                retry: {base: 5m, cap: 1m}
              c:
                intake: {path: /c, schema: good.json}
                work: {handler: {name: java.lang.String, size: 7}}
            """);

    CommandOutput commandOutput = CommandOutput.by("check", "--config=" + config);

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err())
        .contains(
            "all.yaml:3:",
            "colour",
            "all.yaml:4:",
            "com.example.Missing",
            "all.yaml:6:",
            "is already used by pipeline 'a'",
            "bad.json:1:",
            "all.yaml:7:",
            "less than the base",
            "all.yaml:10:",
            "java.lang.String");
  }

  @Test
  void every_command_has_help_with_an_example() {
    for (String command :
        new String[] {
          "serve",
          "check",
          "init",
          "schema",
          "jobs",
          "dead",
          "audit-log",
          "verify",
          "load",
          "version",
          "completion"
        }) {
      CommandOutput commandOutput = CommandOutput.by(command, "--help");
      assertThat(commandOutput.exit()).as(command).isZero();
      assertThat(commandOutput.out()).as(command).contains("Example", "surgetank " + command);
    }
    assertThat(CommandOutput.by("--help").out())
        .contains("Exit codes", "serve")
        .doesNotContain("train");
  }

  @Test
  void audit_is_a_hidden_alias_of_verify() {
    CommandOutput audit = here("audit");

    assertThat(audit.exit()).as(audit.err()).isZero();
    assertThat(audit.out()).isEqualTo(here("verify").out());
    assertThat(CommandOutput.by("--help").out()).doesNotContainPattern("(?m)^ *audit ");
  }

  @Test
  void wrong_usage_is_reported_in_two_lines() {
    CommandOutput commandOutput = CommandOutput.by("jobs", "ls", "--colour=red");

    assertThat(commandOutput.exit()).isEqualTo(2);
    assertThat(commandOutput.err()).contains("--colour").hasLineCount(2);
  }

  @Test
  void version_and_completion_are_printed() {
    assertThat(CommandOutput.by("version").out()).startsWith("Surgetank ");
    assertThat(CommandOutput.by("completion").out()).contains("complete -F", "redrive");
  }

  @Test
  void training_uses_every_route_and_leaves_no_files() {
    CommandOutput commandOutput = CommandOutput.by("train");

    assertThat(commandOutput.exit()).as(commandOutput.err()).isZero();
  }
}
