package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
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
    try (var server = ServerProcess.serve("--data=" + folder);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int connection = 0; connection < CONNECTIONS; connection++)
        senders.execute(() -> submitUntilKilled(server));
      while (server.isAlive() && acknowledged.size() < before + first) Thread.onSpinWait();
      // The process lifetime is what is tested: it ends in the middle of requests and attempts.
      assertThat(server.endsWithin(Duration.ofMillis(lifeMillis))).isFalse();
      server.kill();
      assertThat(server.exitStatus(60)).isNotZero();
    }
  }

  private void submitUntilKilled(ServerProcess server) {
    try {
      while (true) {
        HttpResponse<String> response = server.post("/orders", order());
        if (response.statusCode() == 202)
          acknowledged.add(response.headers().firstValue("Location").orElseThrow());
      }
    } catch (IOException | InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  private String order() {
    return "{\"productId\":\"P%d\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":9.90}"
        .formatted(orders.incrementAndGet());
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
