package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.server.ErrorMessages;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start reports why, and leaves nothing running.
class StartFaultsTest {
  @TempDir private Path temp = Path.of("");

  private static List<String> refused(ServeSettings settings) {
    return switch (new Wiring().start(settings, _ -> {}, OutputStream.nullOutputStream())) {
      case CommandRuntime.Start.Refused(var errors) -> {
        assertThat(errors)
            .noneMatch(error -> error.contains("\tat ") || error.contains("Exception"));
        yield errors;
      }
      case CommandRuntime.Start.Up(var server) -> {
        server.close();
        throw new AssertionError("it started");
      }
    };
  }

  private ServeSettings on(int port, Path folder) {
    return EmbeddedServer.settings(folder, port, new ConfigurationChoice.BuiltIn());
  }

  @Test
  void a_port_in_use_is_reported() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(refused(on(taken.getLocalPort(), temp)))
          .singleElement()
          .asString()
          .contains(Integer.toString(taken.getLocalPort()), "--port");

      Path fresh = temp.resolve("new/data");
      assertThat(refused(on(taken.getLocalPort(), fresh))).hasSize(1);
      assertThat(fresh.getParent()).as("nothing was created").doesNotExist();
    }

    // Nothing was left locked.
    EmbeddedServer.in(temp).close();
  }

  @Test
  void an_address_of_another_machine_is_not_reported_as_a_port_in_use() {
    var here = on(0, temp);
    // Reserved for documentation (RFC 5737): no host has it.
    var elsewhere =
        new ServeSettings(
            "192.0.2.1", 0, here.data(), here.configuration(), here.classpath(), here.log());

    assertThat(refused(elsewhere))
        .singleElement()
        .asString()
        .contains("192.0.2.1", "not an address of this machine", "--host")
        .doesNotContain("in use");
  }

  @Test
  void a_second_server_on_one_folder_is_refused_and_the_first_continues() throws Exception {
    try (var first = EmbeddedServer.in(temp)) {
      assertThat(refused(on(0, temp))).singleElement().asString().contains(temp.toString());

      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(temp.resolve("server.json")).exists();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_named() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThat(refused(on(0, file.resolve("data"))))
        .singleElement()
        .asString()
        .contains(file + " is a file, not a folder");
    assertThat(refused(on(0, file)))
        .singleElement()
        .asString()
        .contains(file + " is a file, not a folder");
  }

  @Test
  void a_folder_without_write_permission_is_reported() {
    // Not even the superuser makes a folder there.
    assertThat(refused(on(0, Path.of("/proc/surgetank"))))
        .singleElement()
        .asString()
        .contains("/proc/surgetank", "no such file or folder");
  }

  @Test
  void a_damaged_database_is_reported_and_not_changed() throws Exception {
    EmbeddedServer.in(temp).close();
    Path database = temp.resolve("surgetank.db");
    byte[] damaged = Files.readAllBytes(database);
    for (int at = 0; at < 4_096; at++) damaged[at] = (byte) at;
    Files.write(database, damaged);

    assertThat(refused(on(0, temp))).singleElement().asString().contains("surgetank.db");
    assertThat(Files.readAllBytes(database)).isEqualTo(damaged);
  }

  @Test
  void every_error_in_a_configuration_is_reported_with_its_location() throws Exception {
    Path config =
        Files.writeString(
            temp.resolve("bad.yaml"),
            """
            pipelines:
              Orders:
                intake: {path: orders, schema: missing.json, colour: red}
                work: {handler: none.such.Handler, timeout: soon}
            """);

    List<String> errors =
        refused(
            EmbeddedServer.settings(temp.resolve("data"), 0, new ConfigurationChoice.File(config)));

    assertThat(errors).hasSizeGreaterThan(3).anyMatch(error -> error.contains("bad.yaml:3:"));
    assertThat(temp.resolve("data").resolve("surgetank.db")).doesNotExist();
  }

  @Test
  void a_missing_url_of_a_webhook_is_reported_once() throws Exception {
    Path config =
        Files.writeString(
            temp.resolve("bad.yaml"),
            """
            pipelines:
              hooks:
                intake: {path: /hooks, schema: {type: object}}
                work: {handler: http}
            """);

    List<String> errors =
        refused(
            EmbeddedServer.settings(temp.resolve("data"), 0, new ConfigurationChoice.File(config)));

    assertThat(errors).filteredOn(error -> error.contains("bad.yaml:4:")).hasSize(1);
    assertThat(errors).noneMatch(error -> error.contains("--classpath"));
  }

  @Test
  void a_bad_url_of_a_webhook_is_reported_once_beside_its_other_errors() throws Exception {
    Path config =
        Files.writeString(
            temp.resolve("bad.yaml"),
            """
            pipelines:
              hooks:
                intake: {path: /hooks, schema: {type: object}}
                work: {handler: {name: http, url: "http://localhost:70000/", headers: {A: "${env:NO_SUCH}"}}}
            """);

    List<String> errors =
        refused(
            EmbeddedServer.settings(temp.resolve("data"), 0, new ConfigurationChoice.File(config)));

    assertThat(errors).filteredOn(error -> error.contains("bad.yaml:4:")).hasSize(2);
    assertThat(errors).filteredOn(error -> error.contains("handler.url")).hasSize(1);
    assertThat(errors).filteredOn(error -> error.contains("NO_SUCH")).hasSize(1);
  }

  @Test
  void a_message_is_not_repeated_by_its_cause() {
    var cause = new IllegalStateException("lacks 3 jobs");
    var wrapped = new RuntimeException(cause);

    assertThat(ErrorMessages.of(new RuntimeException("data/surgetank.db lacks 3 jobs", wrapped)))
        .isEqualTo("Data/surgetank.db lacks 3 jobs.");
  }

  @Test
  void a_missing_configuration_is_named() {
    Path config = temp.resolve("nowhere.yaml");

    assertThat(refused(EmbeddedServer.settings(temp, 0, new ConfigurationChoice.File(config))))
        .singleElement()
        .asString()
        .contains("nowhere.yaml");
  }
}
