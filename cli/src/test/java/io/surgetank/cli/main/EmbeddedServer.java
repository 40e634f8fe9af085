package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.TlsChoice;
import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.json.Json;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.proxy.PublicUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A whole server in this process, on a folder of the test's, and a client for it.
public final class EmbeddedServer implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CommandRuntime.Running server;
  private final ByteArrayOutputStream log;

  private EmbeddedServer(CommandRuntime.Running server, ByteArrayOutputStream log) {
    this.server = server;
    this.log = log;
  }

  public static EmbeddedServer in(Path folder) {
    return with(folder, new ConfigurationChoice.BuiltIn());
  }

  public static EmbeddedServer with(Path folder, ConfigurationChoice configuration) {
    var log = new ByteArrayOutputStream();
    return switch (start(folder, configuration, log)) {
      case CommandRuntime.Start.Up(var server) -> new EmbeddedServer(server, log);
      case CommandRuntime.Start.Refused(var errors) ->
          throw new AssertionError("not started: " + String.join("\n", errors));
    };
  }

  /// On loopback, with the access of a server on another address.
  static EmbeddedServer requiringKeys(Path folder) {
    return behind(folder, ProxySettings.NONE);
  }

  static EmbeddedServer behind(Path folder, ProxySettings proxies) {
    var settings =
        new ServeSettings(
            "127.0.0.1",
            0,
            folder,
            new ConfigurationChoice.BuiltIn(),
            List.of(),
            LogSettings.DEFAULT,
            proxies.publicUrl().stream().map(PublicUrl::host).toList(),
            MissingStore.CREATE,
            AnonymousAccess.REFUSED,
            new TlsChoice.Off(),
            proxies);
    var log = new ByteArrayOutputStream();
    return switch (new Wiring().start(settings, _ -> {}, log)) {
      case CommandRuntime.Start.Up(var server) -> new EmbeddedServer(server, log);
      case CommandRuntime.Start.Refused(var errors) ->
          throw new AssertionError("not started: " + String.join("\n", errors));
    };
  }

  static CommandRuntime.Start start(
      Path folder, ConfigurationChoice configuration, OutputStream log) {
    return new Wiring().start(settings(folder, 0, configuration), _ -> {}, log);
  }

  static ServeSettings settings(Path folder, int port, ConfigurationChoice configuration) {
    return new ServeSettings(
        "127.0.0.1", port, folder, configuration, List.of(), LogSettings.DEFAULT);
  }

  public String url() {
    return server.greeting().url();
  }

  public String authority() {
    return url().substring("http://".length());
  }

  int port() {
    return URI.create(url()).getPort();
  }

  String token() {
    return server.greeting().token();
  }

  CommandRuntime.Greeting greeting() {
    return server.greeting();
  }

  /// The log so far; complete once the server is closed.
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + path));
    if (headers.length > 0) request.headers(headers);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + path));
    if (headers.length > 0) request.headers(headers);
    return send(request.GET());
  }

  HttpResponse<String> delete(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).headers(headers).DELETE());
  }

  /// The job at this path once it has ended, or as it is after ten seconds.
  public JsonNode ended(String location) throws IOException, InterruptedException {
    return Json.read(get(location, "Prefer", "wait=10").body());
  }

  /// What an operator reads.
  JsonNode operate(String path) throws IOException, InterruptedException {
    return Json.read(get("/ops/v1/" + path, "Authorization", "Bearer " + token()).body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Stops the server as a signal does.
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    stop();
    client.shutdownNow();
  }
}
