package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.json.Json;
import io.surgetank.testkit.webhook.RawReceiver;
import io.surgetank.testkit.wire.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets of handlers, and values that a schema marks as secret, in the outputs of a server and of
/// the commands.
class SecretOutputTest {
  private static final String SIGNING = "signing-s3cret-1";
  private static final String HEADER = "header-s3cret-2";
  private static final String INLINE = "inline-s3cret-3";
  private static final String CARD = "4111-2222-3333";

  private static final String REPLY =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 22\r\n\r\nno card 4111-2222-3333";

  @TempDir private Path folder = Path.of("");

  private Path configuration(int port, String more) throws Exception {
    Files.writeString(folder.resolve("signing"), SIGNING + "\n");
    Files.writeString(folder.resolve("header"), HEADER);
    Files.writeString(
        folder.resolve("card.schema.json"),
        """
        {"type": "object", "properties": {"card": {"type": "string", "x-secret": true}}}
        """);
    return Files.writeString(
        folder.resolve("surgetank.yaml"),
        """
        pipelines:
          cards:
            intake: {path: /cards, schema: card.schema.json}
            work:
              handler:
                name: http
                url: "http://127.0.0.1:%d/x"
                secret: ${file:%s}
                headers: {X-Api-Key: "Key ${file:%s}", X-Plain: inline-s3cret-3}
                %s
        """
            .formatted(port, folder.resolve("signing"), folder.resolve("header"), more));
  }

  @Test
  void a_server_and_its_commands_print_no_secret() throws Exception {
    var outputs = new ArrayList<String>();
    try (var receiver = RawReceiver.replying(REPLY)) {
      Path configuration = configuration(receiver.port(), "");
      Path data = folder.resolve("data");
      var server = EmbeddedServer.with(data, new ConfigurationChoice.File(configuration));
      try (server) {
        var accepted = server.post("/cards", "{\"card\":\"" + CARD + "\"}");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        var ended = server.ended(location);
        assertThat(ended.path("status").asString()).isEqualTo("DEAD");
        assertThat(ended.path("failure").asString()).endsWith(": no card ***");
        assertThat(receiver.heads().getFirst()).contains("Key " + HEADER);

        outputs.add(Json.write(ended));
        for (String path :
            List.of("/", "/cards", "/metrics", "/openapi.json", "/health/ready", location))
          outputs.add(server.get(path).body());
        for (String path :
            List.of("jobs", "jobs/" + id, "dead", "ledger", "audit-log", "openapi.json"))
          outputs.add(Json.write(server.operate(path)));
        for (List<String> command :
            List.of(
                List.of("jobs", "ls"),
                List.of("jobs", "ls", "--json"),
                List.of("jobs", "show", id),
                List.of("jobs", "show", id, "--json"),
                List.of("dead", "ls"),
                List.of("dead", "ls", "--json"),
                List.of("dead", "show", id))) outputs.add(run(command, "--data=" + data));
      }
      outputs.add(server.log());
      assertThat(server.log()).contains("no card ***");
      outputs.add(run(List.of("check"), "--config=" + configuration));
      outputs.add(run(List.of("check", "--json"), "--config=" + configuration));
      outputs.add(run(List.of("export", "cloudformation"), "--config=" + configuration));
    }

    assertThat(outputs)
        .allSatisfy(output ->
            assertThat(output).isNotBlank().doesNotContain(SIGNING, HEADER, INLINE, CARD));
  }

  @Test
  void errors_of_the_configuration_print_no_secret() throws Exception {
    var certificate = TestCertificate.create();
    String key = Files.readString(certificate.key());
    String text = key.lines().skip(1).findFirst().orElseThrow();
    Path configuration =
        configuration(
            1,
            "cert: ${file:%s}\n        key: ${file:%s}"
                .formatted(certificate.key(), certificate.key()));
    String option = "--config=" + configuration;
    for (CommandOutput check :
        List.of(CommandOutput.by("check", option), CommandOutput.by("check", option, "--json"))) {
      assertThat(check.exit()).isEqualTo(1);
      assertThat(check.out() + check.err())
          .contains("need a url that begins with https://")
          .doesNotContain(SIGNING, HEADER, INLINE, text);
    }
  }

  @Test
  void a_setting_of_the_wrong_kind_is_not_repeated() throws Exception {
    Path configuration = configuration(1, "");
    String text = Files.readString(configuration);
    for (String wrong :
        List.of("headers: " + INLINE, "secret: [" + INLINE + "]", "secret: {a: " + INLINE + "}")) {
      String name = wrong.substring(0, wrong.indexOf(':'));
      Files.writeString(configuration, text.replaceAll("(?m)^( +)" + name + ":.*$", "$1" + wrong));

      CommandOutput check = CommandOutput.by("check", "--config=" + configuration);

      assertThat(check.exit()).isEqualTo(1);
      assertThat(check.out() + check.err()).contains(name + ": must be").doesNotContain(INLINE);
    }
  }

  @Test
  void a_key_with_read_secrets_reads_the_values() throws Exception {
    try (var receiver = RawReceiver.replying(REPLY)) {
      Path data = folder.resolve("data");
      var configuration = new ConfigurationChoice.File(configuration(receiver.port(), ""));
      try (var server = EmbeddedServer.with(data, configuration)) {
        String location =
            server
                .post("/cards", "{\"card\":\"" + CARD + "\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        String key =
            run(List.of("keys", "create", "support", "--scope", "read:secrets"), "--data=" + data)
                .strip();

        assertThat(run(List.of("jobs", "show", id, "--token", key, "--url", server.url())))
            .contains(CARD);
        assertThat(run(List.of("jobs", "show", id), "--data=" + data)).doesNotContain(CARD);
      }
    }
  }

  private static String run(List<String> command, String... options) {
    var words = new ArrayList<>(command);
    words.addAll(List.of(options));
    CommandOutput output = CommandOutput.by(words.toArray(String[]::new));
    assertThat(output.exit()).as(String.join(" ", words) + "\n" + output.err()).isZero();
    return output.out();
  }
}
