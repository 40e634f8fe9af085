package io.surgetank.proof.clients;

import io.surgetank.proof.server.ServerClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server during the attacks, as a client that keeps the rules and its operator see it.
///
/// @param log its error output: errors only
record ObservedServer(URI url, Path data, Path log) {

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
    try (var client = new ServerClient(url, data)) {
      long incidents = client.metrics().ofProcess("incidents_total");
      if (incidents > 0) violations.add("incidents were counted: " + incidents);
    }
    return violations;
  }

  static void close(Iterable<Socket> sockets) throws IOException {
    for (Socket each : sockets) each.close();
  }
}
