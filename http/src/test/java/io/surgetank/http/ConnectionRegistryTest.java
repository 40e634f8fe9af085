package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
class ConnectionRegistryTest {
  private static final int MAX = 640;
  private static final int MEGABYTE = 1024 * 1024;

  /// 640 connections, of which a search closes 10; a budget of 2 MiB for requests under way.
  private final TestServer server = new TestServer(MAX, 8 * MEGABYTE);

  private final List<TestChannel> channels = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestChannel connect() {
    channels.add(server.connect());
    return channels.getLast();
  }

  private long open() {
    return channels.stream().filter(each -> !each.isEnded()).count();
  }

  private TestChannel sending(String bytes) {
    TestChannel channel = connect();
    channel.send(bytes);
    return channel;
  }

  private TestChannel holding(int bytes) {
    return sending(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n" + "x".repeat(bytes));
  }

  @Test
  void a_burst_at_the_limit_closes_only_as_many_as_it_needs() {
    for (int each = 0; each < MAX; each++) connect();

    // No event loop runs, so that none of the reclaimed connections is closed yet.
    for (int each = 0; each < 25; each++) connect();

    assertThat(open()).isEqualTo(MAX + 25 - 30);
  }

  @Test
  void the_longest_silent_connections_are_closed_first() {
    for (int each = 0; each < MAX; each++) {
      if (each == 10) server.pass(Duration.ofMillis(1));
      connect();
    }

    connect();

    assertThat(channels.subList(0, 10)).allMatch(TestChannel::isEnded);
    assertThat(open()).isEqualTo(MAX + 1 - 10);
  }

  @Test
  void a_reclaimed_connection_that_has_begun_a_request_counts_as_open_again() {
    for (int each = 0; each < MAX; each++) connect();
    List<TestChannel> reclaimed = List.copyOf(channels);
    connect();
    for (TestChannel each : reclaimed)
      each.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    assertThat(open()).isEqualTo(MAX + 1);

    connect();

    assertThat(reclaimed).noneMatch(TestChannel::isEnded);
    assertThat(channels.get(MAX).isEnded()).isTrue();
  }

  @Test
  void the_largest_body_is_ended_first_when_memory_runs_out() {
    TestChannel halfHead = sending("GET / HTTP/1.1\r\nHo");
    TestChannel small = holding(10_000);
    TestChannel large = holding(500_000);
    server.pass(Duration.ofSeconds(2));

    assertThat(server.connections().freeMemory(100_000, 1)).isTrue();

    assertThat(large.received()).startsWith("HTTP/1.1 503");
    assertThat(Stream.of(halfHead, small)).noneMatch(TestChannel::isEnded);
  }

  @Test
  void no_request_is_ended_if_that_does_not_free_enough_memory() {
    TestChannel halfHead = sending("GET / HTTP/1.1\r\nHo");
    TestChannel body = holding(10_000);
    server.pass(Duration.ofSeconds(2));

    assertThat(server.connections().freeMemory(100_000, 1)).isFalse();

    assertThat(Stream.of(halfHead, body)).noneMatch(TestChannel::isEnded);
  }

  @Test
  void the_memory_of_a_client_that_was_silent_for_a_second_is_given_to_active_ones() {
    TestChannel silent = holding(899_999);
    server.pass(Duration.ofSeconds(2));

    // The event loop of the silent client drops its memory only later.
    TestChannel first = holding(800_000);
    TestChannel second = holding(600_000);

    assertThat(Stream.of(first, second)).noneMatch(TestChannel::isEnded);
    assertThat(silent.received()).startsWith("HTTP/1.1 503");
    assertThat(server.heldBytes()).isBetween(1_400_000L, 1_500_000L);
  }

  @Test
  void a_request_that_is_complete_before_it_is_ended_for_its_memory_is_processed() {
    TestChannel completed = holding(899_999);
    server.pass(Duration.ofSeconds(2));
    assertThat(server.connections().freeMemory(100_000, 1)).isTrue();
    assertThat(server.heldBytes()).isZero();

    completed.send("x");

    assertThat(completed.isEnded()).isFalse();
    assertThat(server.heldBytes()).isGreaterThanOrEqualTo(900_000);
  }
}
