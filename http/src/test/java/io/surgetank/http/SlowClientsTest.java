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

/// Silent and slow clients, and what they cost others. Uses a test clock.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
@Timeout(60)
class SlowClientsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final AtomicLong nanos = new AtomicLong(7);
  private final List<TestClient> clients = new ArrayList<>();

  /// Four connections; a budget of 1 MiB for requests under way.
  private final HttpServer server =
      HttpServer.start(
          new HttpSettings("127.0.0.1", 0),
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
    for (TestClient each : clients) each.close();
    server.close();
  }

  private TestClient client() throws IOException {
    var client = new TestClient(server.port());
    clients.add(client);
    return client;
  }

  /// Advances the clock by up to `atMost` seconds, sending `drip` in each; returns after how many
  /// the server closed the connection.
  private int secondsUntilClosed(TestClient client, int atMost, String drip) throws IOException {
    for (int second = 1; second <= atMost; second++) {
      if (!drip.isEmpty()) sendUnlessClosed(client, drip);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      server.turn();
      if (client.read()) return second;
    }
    return Integer.MAX_VALUE;
  }

  private static void sendUnlessClosed(TestClient client, String drip) {
    try {
      client.send(drip);
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  @Test
  void an_incomplete_head_times_out_after_10_seconds_even_if_bytes_keep_coming()
      throws IOException {
    TestClient half = client();
    half.send("GET / HTTP/1.1\r\nHo");
    assertThat(secondsUntilClosed(half, 20, "")).isBetween(10, 13);
    assertThat(half.received()).startsWith("HTTP/1.1 408");

    TestClient dripping = client();
    dripping.send("GET / HTTP/1.1\r\nA: ");
    assertThat(secondsUntilClosed(dripping, 20, "x")).isBetween(10, 14);
  }

  @Test
  void a_connection_without_a_first_byte_is_closed_sooner_than_an_idle_one() throws IOException {
    assertThat(secondsUntilClosed(client(), 20, "")).isBetween(10, 12);

    TestClient served = client();
    served.send(GET);
    assertThat(served.receives("HTTP/1.1 200")).isTrue();
    assertThat(secondsUntilClosed(served, 90, "")).isBetween(75, 77);
  }

  @Test
  void a_body_that_stops_times_out_after_15_seconds_and_a_very_slow_one_too() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n";
    TestClient silent = client();
    silent.send(head + "x".repeat(59_999));
    // The time counts from the last byte that the server has read.
    while (server.heldBytes() < 59_999) Thread.onSpinWait();
    assertThat(secondsUntilClosed(silent, 30, "")).isBetween(15, 18);
    assertThat(silent.received()).startsWith("HTTP/1.1 408");

    TestClient dripping = client();
    dripping.send(head);
    assertThat(secondsUntilClosed(dripping, 30, "x")).isBetween(10, 15);
  }

  @Test
  void a_slow_body_at_the_minimum_rate_is_accepted() throws IOException {
    TestClient slow = client();
    slow.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150000\r\n\r\n");

    assertThat(secondsUntilClosed(slow, 30, "x".repeat(5_000))).isEqualTo(Integer.MAX_VALUE);

    assertThat(slow.received()).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_response_that_is_not_read_times_out_after_15_seconds_and_releases_its_memory()
      throws IOException {
    TestClient notReading = client();
    notReading.send("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (server.heldBytes() < MEGABYTE) Thread.onSpinWait();

    for (int second = 0; second < 17; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      server.turn();
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

    TestClient fifth = client();
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
    TestClient holder = client();
    holder.send(post(600_000) + "x".repeat(599_999));
    while (server.heldBytes() < 600_000) Thread.onSpinWait();

    TestClient second = client();
    second.send(post(600_000) + "x".repeat(500_000));
    TestClient small = client();
    small.send(post(2) + "hi");

    assertThat(second.receives("HTTP/1.1 503")).isTrue();
    assertThat(second.received()).contains("Retry-After: 1", "Connection: close");
    assertThat(small.receives("HTTP/1.1 200")).isTrue();
  }

  @Test
  void a_client_silent_for_a_second_loses_its_memory_to_an_active_one() throws IOException {
    TestClient holder = client();
    holder.send(post(600_000) + "x".repeat(599_999));
    while (server.heldBytes() < 600_000) Thread.onSpinWait();

    // On the first attempt the holder's last bytes may still be arriving.
    boolean taken = false;
    for (int attempt = 0; attempt < 3 && !taken; attempt++) {
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      TestClient active = client();
      sendUnlessClosed(active, post(600_000) + "x".repeat(600_000));
      taken = active.receives("HTTP/1.1 200");
    }

    assertThat(taken).isTrue();
    assertThat(holder.receives("HTTP/1.1 503")).isTrue();
  }

  @Test
  void an_announced_length_uses_no_memory_before_its_bytes_arrive() throws IOException {
    TestClient announcer = client();
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

    for (TestClient each : clients) each.close();

    while (server.connections() > 0) Thread.onSpinWait();
    assertThat(server.heldBytes()).isZero();
  }
}
