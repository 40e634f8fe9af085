package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Response;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Silent and slow clients, and what they cost others, over sockets. Uses a test clock; waits only
/// for conditions.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
@Timeout(60)
class SlowClientsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final AtomicLong nanos = new AtomicLong(7);
  private final List<SlowClient> clients = new ArrayList<>();

  /// Four connections; a budget of 1 MiB for requests under way.
  private final HttpServer server =
      HttpServer.start(
          new ListenSettings("127.0.0.1", 0),
          TestDependencies.timedBy(
              nanos::get,
              request ->
                  new Response(
                      200, Map.of(), new byte[request.path().equals("/big") ? 64_000_000 : 2])),
          new ResourceLimits(4, 4 * MEGABYTE));

  @BeforeEach
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  @AfterEach
  void stop() throws IOException {
    for (SlowClient each : clients) each.close();
    server.close();
  }

  private SlowClient client() throws IOException {
    var client = new SlowClient(server.port());
    clients.add(client);
    return client;
  }

  @Test
  void a_response_that_is_not_read_times_out_after_15_seconds_and_releases_its_memory()
      throws IOException {
    SlowClient notReading = client();
    notReading.send("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (server.heldBytes() < MEGABYTE) Thread.onSpinWait();

    for (int second = 0; second < 17; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      server.runOnce();
    }

    while (server.connections() > 0) Thread.onSpinWait();
    assertThat(server.heldBytes()).isZero();
  }

  @Test
  void at_the_connection_limit_the_longest_idle_connection_is_closed() throws IOException {
    for (int each = 0; each < 4; each++) {
      client().send(GET);
      assertThat(clients.getLast().receives("HTTP/1.1 200")).isTrue();
      nanos.addAndGet(1_000_000);
    }

    SlowClient fifth = client();
    fifth.send(GET);

    assertThat(fifth.receives("HTTP/1.1 200")).isTrue();
    assertThat(clients.getFirst().receives("never sent")).isFalse();
    assertThat(clients.getFirst().read()).isTrue();
    assertThat(clients.get(3).read()).isFalse();
  }

  private static String post(int length) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
  }

  @Test
  void incomplete_bodies_use_no_more_than_their_share_of_memory() throws IOException {
    SlowClient holder = client();
    holder.send(post(600_000) + "x".repeat(599_999));
    while (server.heldBytes() < 600_000) Thread.onSpinWait();

    SlowClient second = client();
    second.send(post(600_000) + "x".repeat(500_000));
    SlowClient small = client();
    small.send(post(2) + "hi");

    assertThat(second.receives("HTTP/1.1 503")).isTrue();
    assertThat(second.received()).contains("Retry-After: 1", "Connection: close");
    assertThat(small.receives("HTTP/1.1 200")).isTrue();
  }

  @Test
  void an_announced_length_uses_no_memory_before_its_bytes_arrive() throws IOException {
    SlowClient announcer = client();
    announcer.send(post(1_000_000) + "x");
    while (server.heldBytes() == 0) Thread.onSpinWait();

    assertThat(server.heldBytes()).isLessThan(64 * 1024);
  }

  @Test
  void all_memory_is_released_when_clients_disconnect() throws IOException {
    client().send(post(600_000) + "x".repeat(400_000));
    client().send(post(60_000) + "x".repeat(40_000));
    client().send(GET + GET + GET + "GET / HT");
    while (server.heldBytes() < 440_000) Thread.onSpinWait();

    for (SlowClient each : clients) each.close();

    while (server.connections() > 0) Thread.onSpinWait();
    assertThat(server.heldBytes()).isZero();
  }
}
