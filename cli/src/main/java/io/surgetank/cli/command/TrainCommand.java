package io.surgetank.cli.command;

import io.surgetank.cli.log.LogSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Starts a server and sends it requests, so that the JVM can record the classes that a start
/// loads. First puts SQLite's library into the folder that the launcher names.
@Command(name = "train", hidden = true, description = "Train the AOT cache of the JVM.")
final class TrainCommand implements Callable<Integer> {
  /// Enough for the JVM to record the frequent code paths.
  private static final int ROUNDS = 40;

  private final CommandRuntime commandRuntime;

  TrainCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    commandRuntime.extractLibraries();
    Path folder = Files.createTempDirectory("surgetank-train");
    try {
      var settings =
          new ServeSettings(
              "127.0.0.1",
              0,
              folder,
              new ConfigurationChoice.BuiltIn(),
              List.of(),
              LogSettings.DEFAULT);
      return switch (commandRuntime.start(settings, _ -> {}, OutputStream.nullOutputStream())) {
        case CommandRuntime.Start.Up(var server) -> use(server);
        case CommandRuntime.Start.Refused(var errors) -> {
          errors.forEach(Terminal::err);
          yield ExitCodes.FAILED;
        }
      };
    } finally {
      remove(folder);
    }
  }

  private static int use(CommandRuntime.Running server) throws IOException, InterruptedException {
    var greeting = server.greeting();
    try (server;
        var client = HttpClient.newHttpClient()) {
      var requests = new Requests(client, greeting.url(), greeting.token());
      int failed = 0;
      for (int round = 0; round < ROUNDS; round++)
        for (var route : greeting.routes()) failed += requests.submit(route);
      failed += requests.get("/metrics") + requests.get("/openapi.json");
      failed += requests.get("/health/ready") + requests.get("/ops/v1/verify");
      if (failed > 0) Terminal.err(failed + " requests failed.");
      return failed == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  /// Sends requests; each method returns how many failed.
  private record Requests(HttpClient client, String url, String token) {
    int submit(CommandRuntime.Route route) throws IOException, InterruptedException {
      int failed = send(to(route.path()).POST(text(route.example())));
      failed +=
          send(
              to(route.path())
                  .setHeader("Content-Type", "application/x-ndjson")
                  .POST(text(route.example() + "\n" + route.example() + "\n")));
      return failed + get(route.path() + "?limit=10");
    }

    int get(String path) throws IOException, InterruptedException {
      return send(to(path).GET());
    }

    private HttpRequest.Builder to(String path) {
      return HttpRequest.newBuilder(URI.create(url + path))
          .version(HttpClient.Version.HTTP_1_1)
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher text(String body) {
      return HttpRequest.BodyPublishers.ofString(body);
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return status < 300 ? 0 : 1;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
