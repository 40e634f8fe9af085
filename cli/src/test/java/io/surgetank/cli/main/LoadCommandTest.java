package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `surgetank load` against a running server with the built-in pipelines.
class LoadCommandTest {
  private final Path data;
  private final EmbeddedServer embeddedServer;

  LoadCommandTest(@TempDir Path data) {
    this.data = data;
    this.embeddedServer = EmbeddedServer.in(data);
  }

  @AfterEach
  void stop() {
    embeddedServer.close();
  }

  private CommandOutput load(String... words) {
    var all = new ArrayList<String>(List.of("load", "--data=" + data));
    all.addAll(List.of(words));
    return CommandOutput.by(all.toArray(String[]::new));
  }

  @Test
  void ten_sequential_orders_succeed() throws Exception {
    CommandOutput commandOutput = load("--total=10", "--sequential");

    assertThat(commandOutput.exit()).as(commandOutput.out() + commandOutput.err()).isZero();
    assertThat(commandOutput.out())
        .containsPattern("accepted +10\\s")
        .containsPattern("processed +10\\s")
        .contains("No findings:");
    assertThat(embeddedServer.operate("verify").path("passes").asBoolean()).isTrue();
  }

  @Test
  void a_server_with_api_keys_gets_the_token_of_the_folder_or_a_given_key() {
    String submit =
        CommandOutput.by(
                "keys", "create", "load", "--scope=submit", "--scope=read", "--data=" + data)
            .out()
            .strip();

    assertThat(load("--total=3", "--sequential").exit()).isZero();
    CommandOutput refused = CommandOutput.by("load", "--total=3", "--url=" + embeddedServer.url());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("requires an API key", "--token");
    CommandOutput withKey =
        CommandOutput.by(
            "load",
            "--total=3",
            "--sequential",
            "--url=" + embeddedServer.url(),
            "--token=" + submit);
    assertThat(withKey.exit()).as(withKey.out() + withKey.err()).isZero();
    assertThat(withKey.out()).containsPattern("processed +3\\s").contains("No findings:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "customer-orders", "shop-orders", "tasks", "gateway-tasks"})
  void every_built_in_pipeline_accepts_generated_payloads(String pipeline) {
    CommandOutput commandOutput =
        load("--pipeline=" + pipeline, "--total=60", "--seed=1", "--json");

    var json = Json.read(commandOutput.out());
    assertThat(commandOutput.exit()).as(commandOutput.out() + commandOutput.err()).isZero();
    assertThat(json.path("jobs").path("processed").asLong()).isEqualTo(60);
    assertThat(json.path("seed").asLong()).isEqualTo(1);
  }

  @Test
  void a_mix_has_the_expected_results() {
    CommandOutput commandOutput =
        load("--total=400", "--invalid=10%", "--duplicates=10%", "--poison=10%", "--json");

    var json = Json.read(commandOutput.out());
    assertThat(commandOutput.exit()).as(commandOutput.out() + commandOutput.err()).isZero();
    assertThat(json.path("refused").path("invalid").asLong()).isBetween(10L, 80L);
    assertThat(json.path("replayed").asLong()).isBetween(10L, 80L);
    assertThat(json.path("jobs").path("dead").asLong()).isBetween(10L, 80L);
    assertThat(json.path("jobs").path("processed").asLong()).isGreaterThan(200);
  }

  @Test
  void a_rate_writes_its_files_and_its_ids_are_verified_later(@TempDir Path files)
      throws Exception {
    Path ids = files.resolve("ids.ndjson");
    Path hdr = files.resolve("load.hdr");
    Path report = files.resolve("load.html");
    CommandOutput commandOutput =
        load(
            "--rate=200/s",
            "--duration=500ms",
            "--ids=" + ids,
            "--hdr=" + hdr,
            "--report=" + report);

    assertThat(commandOutput.exit()).as(commandOutput.out() + commandOutput.err()).isZero();
    assertThat(Files.readAllLines(ids)).hasSize(100);
    assertThat(Files.readString(hdr)).contains("HISTFAAA");
    assertThat(Files.readString(report)).contains("<svg", "No findings:");
    assertThat(load("--verify-only=" + ids).exit()).isZero();

    String lost = "00000000-0000-7000-8000-000000000000";
    Files.writeString(
        ids,
        Files.readAllLines(ids).getFirst()
            + "\n{\"id\":\"%s\",\"location\":\"/orders/%s\",\"expected\":\"PROCESSED\"}\n"
                .formatted(lost, lost));
    CommandOutput later = load("--verify-only=" + ids);
    assertThat(later.exit()).isEqualTo(1);
    assertThat(later.out()).contains(lost, "lost");
  }

  @Test
  void payloads_can_come_from_a_file(@TempDir Path files) throws Exception {
    Path file = Files.writeString(files.resolve("tasks.ndjson"), "{\"description\":\"a\"}\n");

    CommandOutput commandOutput = load("--path=/task", "--file=" + file, "--total=5", "--quiet");

    assertThat(commandOutput.exit()).as(commandOutput.out() + commandOutput.err()).isZero();
    assertThat(commandOutput.out()).isEmpty();
  }

  @Test
  void a_refused_order_fails_the_run(@TempDir Path files) throws Exception {
    Path file = Files.writeString(files.resolve("bad.json"), "{\"description\":7}");

    CommandOutput commandOutput = load("--path=/task", "--file=" + file, "--total=5");

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.out())
        .contains("5 submissions were refused although they are valid (invalid)");
  }

  @Test
  void another_machine_requires_an_option() {
    CommandOutput commandOutput = load("--url=http://192.0.2.1:8080");

    assertThat(commandOutput.exit()).isEqualTo(2);
    assertThat(commandOutput.err()).contains("is another machine", "--allow-remote");
  }

  @Test
  void wrong_usage_is_reported() {
    assertThat(load("--url=http://127.0.0.1:1").exit()).isEqualTo(3);
    assertThat(load("--pipeline=nothing").exit()).isEqualTo(2);
    assertThat(load("--rate=fast").exit()).isEqualTo(2);
    assertThat(load("--rate=1/s", "--sequential").exit()).isEqualTo(2);
    assertThat(load("--delay=soon").err()).contains("500ms");
    assertThat(load("--file=/does/not/exist").err()).contains("cannot read");
  }
}
