package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// Manages the API keys of a running server.
@Command(
    name = "keys",
    description = "Create, list, revoke and rotate the API keys of a running server.",
    subcommands = {
      KeysCommand.Create.class,
      KeysCommand.Ls.class,
      KeysCommand.Revoke.class,
      KeysCommand.Rotate.class
    },
    footer = {
      "",
      "A key is sent with each request: Authorization: Bearer <key>. Changes take effect at once.",
      "",
      "Examples:",
      "  surgetank keys create shop --scope submit --scope read --pipeline orders --expires 90d",
      "  surgetank keys ls",
      "  surgetank keys rotate 3k9x0c2m7v1b --overlap 24h",
      "  surgetank keys revoke 3k9x0c2m7v1b"
    })
final class KeysCommand {
  /// The API takes whole seconds. Rounded down, an overlap of 500 ms would be none.
  private static long seconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }

  @Command(
      name = "create",
      description = "Create a key, and print it. It is shown only once.",
      footer = {
        "",
        "Scopes: submit; read:own (the jobs that were submitted with this key or by its tenant; with",
        "submit also cancelling them); read (all jobs, dead letters, counts, metrics); read:secrets",
        "(read, and values that schemas mark as secret); operate (read, and cancel, move, redrive,",
        "purge); admin (everything but read:secrets, including keys).",
        "",
        "Once a server has a key, every request to it needs one, also on a loopback address.",
        "",
        "Only the key is written to standard output:",
        "  KEY=$(surgetank keys create shop --scope submit)"
      })
  static final class Create implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
        paramLabel = "NAME",
        description = "Who uses the key; shown in lists and in the audit log.")
    private String name = "";

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        required = true,
        description = "submit, read:own, read, read:secrets, operate or admin. May be repeated.")
    private List<String> scopes = List.of();

    @Option(
        names = "--pipeline",
        paramLabel = "NAME",
        description = "Bind the key to this pipeline. May be repeated. Default: all pipelines.")
    private List<String> pipelines = List.of();

    @Option(
        names = "--tenant",
        paramLabel = "NAME",
        description = "Only the jobs of this tenant exist for the key. Default: those of all.")
    private Optional<String> tenant = Optional.empty();

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "How long the key is valid, such as 90d. Default: until it is revoked.")
    private Optional<Duration> expires = Optional.empty();

    @Override
    public Integer call() {
      ObjectNode body = Json.MAPPER.createObjectNode().put("name", name);
      scopes.forEach(body.putArray("scopes")::add);
      pipelines.forEach(body.putArray("pipelines")::add);
      tenant.ifPresent(of -> body.put("tenant", of));
      expires.ifPresent(time -> body.put("expiresInSeconds", seconds(time)));
      return server.ask(client -> client.post("keys", body), KeyFormatter::created);
    }
  }

  @Command(name = "ls", description = "List keys, also expired and revoked ones.")
  static final class Ls implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
      return server.ask(client -> client.get("keys", Map.of()), KeyFormatter::list);
    }
  }

  @Command(name = "revoke", description = "Revoke a key: the next request with it gets 401.")
  static final class Revoke implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The id of the key, from `surgetank keys ls`.")
    private String id = "";

    @Override
    public Integer call() {
      var body = Json.MAPPER.createObjectNode().put("id", id);
      return server.ask(client -> client.post("keys/revoke", body), KeyFormatter::revoked);
    }
  }

  @Command(
      name = "rotate",
      description = "Create a key with the same rights and lifetime, and print it.")
  static final class Rotate implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The id of the old key.")
    private String id = "";

    @Option(
        names = "--overlap",
        paramLabel = "TIME",
        defaultValue = "24h",
        description = "How long the old key remains valid. Default: ${DEFAULT-VALUE}")
    private Duration overlap = Duration.ofHours(24);

    @Override
    public Integer call() {
      var body =
          Json.MAPPER.createObjectNode().put("id", id).put("overlapSeconds", seconds(overlap));
      return server.ask(client -> client.post("keys/rotate", body), KeyFormatter::created);
    }
  }
}
