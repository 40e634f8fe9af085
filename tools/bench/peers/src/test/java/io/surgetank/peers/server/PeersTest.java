package io.surgetank.peers.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.peers.sql.PostgresInstallation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every peer does the complete job, as a fair comparison requires.
class PeersTest {
  private static final int ORDERS = 20;
  private static final int WAITING = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Logger ROOT = Logger.getLogger("");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path temp = Path.of("");

  @BeforeAll
  static void logOnlyWarnings() {
    ROOT.setLevel(Level.WARNING);
  }

  @ParameterizedTest
  @EnumSource
  void every_order_is_processed_and_found(PeerKind peerKind) throws Exception {
    allowTraversal(temp);
    assumeInstalled(peerKind);
    // The backlog is processed too.
    var prefill = new PeerServer.Prefill(WAITING, TIMEOUT);

    try (var server = PeerServer.start(peerKind, temp, 0, prefill)) {
      URI url = URI.create(server.http().url());
      var ids = new ArrayList<String>();
      for (int i = 0; i < ORDERS; i++) ids.add(send(url, i));

      for (String id : ids) assertThat(awaitProcessed(url, id)).contains("\"total\":300.00");
      awaitNothingWaiting(url);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DB_SCHEDULER_SQLITE")
  void an_invalid_order_is_refused(PeerKind peerKind) throws Exception {
    try (var server = PeerServer.start(peerKind, temp, 0, PeerServer.Prefill.NONE)) {
      URI url = URI.create(server.http().url());

      assertThat(post(url, "{\"quantity\":3}").statusCode()).isEqualTo(400);
      assertThat(post(url, "no JSON").statusCode()).isEqualTo(400);
      assertThat(get(url, "/metrics")).contains("accepted_total{pipeline=\"orders\"} 0");
    }
  }

  /// PostgreSQL runs as another user and needs `x` on the folder.
  private static void allowTraversal(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static void assumeInstalled(PeerKind peerKind) {
    boolean present = !peerKind.usesPostgres() || PostgresInstallation.newest().isPresent();
    assumeTrue(present, "SKIPPED: PostgreSQL is not installed: sudo apt-get install postgresql");
  }

  private String send(URI url, int number) throws Exception {
    var response =
        post(
            url,
            "{\"productId\":\"P%d\",\"quantity\":3,\"customerEmail\":\"a@example.com\",\"unitPrice\":100.00}"
                .formatted(number));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    String location = response.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private java.net.http.HttpResponse<String> post(URI url, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(url.resolve("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String get(URI url, String path) throws Exception {
    var request = HttpRequest.newBuilder(url.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String awaitProcessed(URI url, String id) throws Exception {
    String body = get(url, "/orders/" + id);
    long start = System.nanoTime();
    while (!body.contains("PROCESSED") && System.nanoTime() - start < TIMEOUT.toNanos()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      body = get(url, "/orders/" + id);
    }
    return body;
  }

  private void awaitNothingWaiting(URI url) throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TIMEOUT.toNanos())
      if (get(url, "/metrics").contains("surgetank_unfinished_jobs{pipeline=\"orders\"} 0")) break;
      else LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    List<String> counts = get(url, "/metrics").lines().toList();
    assertThat(counts)
        .contains("surgetank_processed_total{pipeline=\"orders\"} " + (ORDERS + WAITING));
  }
}
