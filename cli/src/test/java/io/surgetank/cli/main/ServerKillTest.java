package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server with -9 repeatedly while it accepts and processes jobs; afterwards none is
/// missing.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies({Promise.P1, Promise.P2})
class ServerKillTest {
  private static final int KILLS = 10;
  private static final int CONNECTIONS = 8;

  /// Long enough for several hundred jobs, short enough that ten rounds are a minute at most.
  private static final int LONGEST_LIFE_MILLIS = 1_000;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger orders = new AtomicInteger();

  @Test
  void nothing_acknowledged_is_lost_when_the_process_is_killed_ten_times(@TempDir Path folder)
      throws Exception {
    long seed = new Random().nextLong();
    System.out.println("KillTest seed " + seed);
    var random = new Random(seed);

    for (int kill = 0; kill < KILLS; kill++)
      liveAndDie(folder, kill % 2 * CONNECTIONS, 50 + random.nextInt(LONGEST_LIFE_MILLIS));

    System.out.println("KillTest acknowledged " + acknowledged.size());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS / 2 * CONNECTIONS);
    try (var embeddedServer = EmbeddedServer.with(folder, new ConfigurationChoice.BuiltIn())) {
      assertThat(missing(embeddedServer)).isEmpty();
      assertThat(embeddedServer.operate("verify").path("findings")).isEmpty();
      assertThat(embeddedServer.operate("verify").path("passes").asBoolean()).isTrue();
    }
  }

  /// The lifetime counts from the acknowledgement of `first` jobs: on a busy machine the first one
  /// takes seconds.
  private void liveAndDie(Path folder, int first, int lifeMillis) throws Exception {
    int before = acknowledged.size();
    Process server = start(folder);
    try (var client = HttpClient.newHttpClient();
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      String url = url(server.inputReader());
      for (int connection = 0; connection < CONNECTIONS; connection++)
        senders.execute(() -> submitUntilDead(client, url));
      while (server.isAlive() && acknowledged.size() < before + first) Thread.onSpinWait();
      // The process lifetime is what is tested: it ends in the middle of requests and attempts.
      assertThat(server.waitFor(lifeMillis, TimeUnit.MILLISECONDS)).isFalse();
      server.destroyForcibly();
      assertThat(server.waitFor()).isNotZero();
      client.shutdownNow();
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.surgetank.cli.main.Main",
            "serve",
            "--port=0",
            "--log-level=error",
            "--data=" + folder)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String url(BufferedReader output) throws IOException {
    for (String line; (line = output.readLine()) != null; )
      if (line.contains("listening on ")) return line.substring(line.indexOf("http://"));
    throw new AssertionError("the server ended before it listened");
  }

  private void submitUntilDead(HttpClient client, String url) {
    try {
      while (true) {
        HttpResponse<String> response =
            client.send(order(url), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 202)
          acknowledged.add(response.headers().firstValue("Location").orElseThrow());
      }
    } catch (IOException | InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest order(String url) {
    String body =
        "{\"productId\":\"P%d\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":9.90}"
            .formatted(orders.incrementAndGet());
    return HttpRequest.newBuilder(URI.create(url + "/orders"))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private List<String> missing(EmbeddedServer embeddedServer) throws InterruptedException {
    var lost = new ConcurrentLinkedQueue<String>();
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream<String> all = acknowledged.stream();
      all.forEach(location -> readers.execute(() -> find(embeddedServer, location, lost)));
    }
    return List.copyOf(lost);
  }

  private static void find(EmbeddedServer embeddedServer, String location, Queue<String> lost) {
    try {
      HttpResponse<String> found = embeddedServer.get(location);
      if (found.statusCode() != 200) lost.add(location + " " + found.statusCode());
    } catch (IOException | InterruptedException unasked) {
      lost.add(location + " " + unasked);
    }
  }
}
