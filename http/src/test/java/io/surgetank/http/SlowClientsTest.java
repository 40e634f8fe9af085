package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Response;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that are silent, drip, or hold back: what they cost others. The clock is the test's.
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
          request ->
              new Response(200, Map.of(), new byte[request.path().equals("/big") ? 64_000_000 : 2]),
          InstantSource.system(),
          nanos::get,
          new ResourceLimits(4, 4 * MEGABYTE));

  @BeforeEach
  void quiet() {
    SilentConnections.ofTheLog();
  }

  @AfterEach
  void stop() throws IOException {
    for (TestClient each : clients) each.close();
    server.close();
  }

  private TestClient client() throws IOException {
    var testClient = new TestClient(server.port());
    clients.add(testClient);
    return testClient;
  }

  /// Lets seconds go by, at most as many as given, saying `drip` in each; gives how many it took to
  /// be closed.
  private int secondsUntilClosed(TestClient testClient, int atMost, String drip)
      throws IOException {
    for (int second = 1; second <= atMost; second++) {
      if (!drip.isEmpty()) sayUnlessClosed(testClient, drip);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      server.turn();
      if (testClient.listen()) return second;
    }
    return Integer.MAX_VALUE;
  }

  private static void sayUnlessClosed(TestClient testClient, String drip) {
    try {
      testClient.say(drip);
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  @Test
  void a_head_that_does_not_end_is_given_10_seconds_however_it_drips() throws IOException {
    TestClient half = client();
    half.say("GET / HTTP/1.1\r\nHo");
    assertThat(secondsUntilClosed(half, 20, "")).isBetween(10, 13);
    assertThat(half.heard()).startsWith("HTTP/1.1 408");

    TestClient dripping = client();
    dripping.say("GET / HTTP/1.1\r\nA: ");
    assertThat(secondsUntilClosed(dripping, 20, "x")).isBetween(10, 14);
  }

  @Test
  void a_connection_that_says_nothing_is_closed_sooner_than_one_that_was_served()
      throws IOException {
    assertThat(secondsUntilClosed(client(), 20, "")).isBetween(10, 12);

    TestClient served = client();
    served.say(GET);
    assertThat(served.hears("HTTP/1.1 200")).isTrue();
    assertThat(secondsUntilClosed(served, 90, "")).isBetween(75, 77);
  }

  @Test
  void a_body_that_stops_is_given_15_seconds_and_one_that_drips_little_more() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n";
    TestClient silent = client();
    silent.say(head + "x".repeat(59_999));
    // The time counts from the last byte that the server has read.
    while (server.heldBytes() < 59_999) Thread.onSpinWait();
    assertThat(secondsUntilClosed(silent, 30, "")).isBetween(15, 18);
    assertThat(silent.heard()).startsWith("HTTP/1.1 408");

    TestClient dripping = client();
    dripping.say(head);
    assertThat(secondsUntilClosed(dripping, 30, "x")).isBetween(10, 15);
  }

  @Test
  void a_slow_body_that_keeps_the_smallest_rate_is_taken() throws IOException {
    TestClient slow = client();
    slow.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150000\r\n\r\n");

    assertThat(secondsUntilClosed(slow, 30, "x".repeat(5_000))).isEqualTo(Integer.MAX_VALUE);

    assertThat(slow.heard()).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_response_that_is_not_read_is_given_15_seconds_and_its_memory_then_to_others()
      throws IOException {
    TestClient deaf = client();
    deaf.say("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (server.heldBytes() < MEGABYTE) Thread.onSpinWait();

    for (int second = 0; second < 17; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      server.turn();
    }

    while (server.connections() > 0) Thread.onSpinWait();
    assertThat(server.heldBytes()).isZero();
  }

  @Test
  void when_places_run_out_the_longest_idle_gives_way() throws IOException {
    for (int each = 0; each < 4; each++) {
      client().say(GET);
      assertThat(clients.getLast().hears("HTTP/1.1 200")).isTrue();
      nanos.addAndGet(1_000_000);
    }

    TestClient fifth = client();
    fifth.say(GET);

    assertThat(fifth.hears("HTTP/1.1 200")).isTrue();
    assertThat(clients.getFirst().hears("no such thing")).isFalse();
    assertThat(clients.getFirst().listen()).isTrue();
    assertThat(clients.get(3).listen()).isFalse();
  }

  private static String post(int length) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
  }

  @Test
  void bodies_that_are_held_back_fill_no_more_than_their_share() throws IOException {
    TestClient holder = client();
    holder.say(post(600_000) + "x".repeat(599_999));
    while (server.heldBytes() < 600_000) Thread.onSpinWait();

    TestClient second = client();
    second.say(post(600_000) + "x".repeat(500_000));
    TestClient small = client();
    small.say(post(2) + "hi");

    assertThat(second.hears("HTTP/1.1 503")).isTrue();
    assertThat(second.heard()).contains("Retry-After: 1", "Connection: close");
    assertThat(small.hears("HTTP/1.1 200")).isTrue();
  }

  @Test
  void who_was_silent_for_a_second_gives_its_memory_to_who_is_not() throws IOException {
    TestClient holder = client();
    holder.say(post(600_000) + "x".repeat(599_999));
    while (server.heldBytes() < 600_000) Thread.onSpinWait();

    // The first try may find the holder's last bytes on their way in.
    boolean taken = false;
    for (int attempt = 0; attempt < 3 && !taken; attempt++) {
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      TestClient lively = client();
      sayUnlessClosed(lively, post(600_000) + "x".repeat(600_000));
      taken = lively.hears("HTTP/1.1 200");
    }

    assertThat(taken).isTrue();
    assertThat(holder.hears("HTTP/1.1 503")).isTrue();
  }

  @Test
  void an_announced_length_costs_nothing_before_its_bytes_come() throws IOException {
    TestClient boaster = client();
    boaster.say(post(1_000_000) + "x");
    while (server.heldBytes() == 0) Thread.onSpinWait();

    assertThat(server.heldBytes()).isLessThan(64 * 1024);
  }

  @Test
  void everything_is_given_back_when_clients_leave() throws IOException {
    client().say(post(600_000) + "x".repeat(400_000));
    client().say(post(60_000) + "x".repeat(40_000));
    client().say(GET + GET + GET + "GET / HT");
    while (server.heldBytes() < 440_000) Thread.onSpinWait();

    for (TestClient each : clients) each.close();

    while (server.connections() > 0) Thread.onSpinWait();
    assertThat(server.heldBytes()).isZero();
  }
}
