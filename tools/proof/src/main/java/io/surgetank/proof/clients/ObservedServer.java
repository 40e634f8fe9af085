package io.surgetank.proof.clients;

import io.surgetank.proof.server.ServerClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The server during the attacks, as a client that keeps the rules and its operator see it.
///
/// @param log its error output: errors only
record ObservedServer(URI url, Path data, long pid, Path log) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String INCIDENTS = "surgetank_incidents_total ";

  /// Whether a job is accepted and the server is healthy.
  List<String> violations(long number) throws IOException, InterruptedException {
    var violations = new ArrayList<String>();
    try (var client = new ServerClient(url, data)) {
      int health = client.get("/health/live").status();
      if (health != 200) violations.add("the health check returned " + health);
      String job = "{\"n\":%d,\"work\":\"QUICK\"}".formatted(number);
      int accepted = client.post("/plain", job, Optional.empty()).status();
      if (accepted != 202) violations.add("a valid submission was answered with " + accepted);
    } catch (IOException unanswered) {
      violations.add("a valid request was not answered: " + unanswered);
    }
    return violations;
  }

  /// What the log and the metrics report.
  List<String> reported() throws IOException, InterruptedException {
    var violations = new ArrayList<String>();
    if (Files.size(log) > 0)
      violations.add("the log has an error: " + Files.readAllLines(log).getFirst());
    for (String line : metrics().lines().toList())
      if (line.startsWith(INCIDENTS) && !line.equals(INCIDENTS + "0"))
        violations.add("an incident was counted: " + line);
    return violations;
  }

  private String metrics() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(url.resolve("/metrics")).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /// Its open files and sockets.
  long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.count();
    }
  }

  static void close(Iterable<Socket> sockets) throws IOException {
    for (Socket each : sockets) each.close();
  }
}
