package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.http.tls.TransportSecurity;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import io.surgetank.testkit.wire.TestCertificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long silent and slow clients keep their connections, by a test clock.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
class ConnectionTimeoutsTest {
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150000\r\n\r\n";

  private final TestServer server = new TestServer(4, 4 * 1024 * 1024);
  private final TestChannel client = server.connect();

  @AfterEach
  void stop() {
    server.close();
  }

  /// Lets up to `atMost` seconds pass and sends `drip` in each; returns after how many the server
  /// ended the connection.
  private int secondsUntilEnded(int atMost, String drip) {
    for (int second = 1; second <= atMost; second++) {
      client.send(drip);
      server.pass(Duration.ofSeconds(1));
      if (client.isEnded()) return second;
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void an_incomplete_head_times_out_after_10_seconds() {
    client.send("GET / HTTP/1.1\r\nHo");

    assertThat(secondsUntilEnded(20, "")).isEqualTo(11);
    assertThat(client.received()).startsWith("HTTP/1.1 408");
  }

  @Test
  void an_incomplete_head_times_out_even_if_bytes_keep_coming() {
    client.send("GET / HTTP/1.1\r\nA: ");

    assertThat(secondsUntilEnded(20, "x")).isEqualTo(11);
  }

  @Test
  void a_connection_without_a_first_byte_is_closed_after_10_seconds() {
    assertThat(secondsUntilEnded(20, "")).isEqualTo(11);
    assertThat(client.received()).isEmpty();
  }

  @Test
  void a_tls_handshake_that_does_not_finish_is_ended_after_10_seconds() {
    TestCertificate created = TestCertificate.create();
    var certificate = ServerCertificate.read(new TlsFiles(created.certificate(), created.key()));
    TestChannel slow = server.connect(new TransportSecurity.Tls(() -> certificate));
    // The first bytes of a ClientHello of 512 bytes.
    slow.send("\u0016\u0003\u0001\u0002\u0000\u0001");
    server.pass(Duration.ofSeconds(10));
    assertThat(slow.isEnded()).isFalse();

    slow.send("\u0000");
    server.pass(Duration.ofSeconds(1));
    assertThat(slow.isEnded()).isTrue();
  }

  @Test
  void an_idle_connection_is_closed_after_75_seconds() {
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(client.received()).startsWith("HTTP/1.1 200");

    assertThat(secondsUntilEnded(90, "")).isEqualTo(76);
  }

  @Test
  void a_body_that_stops_times_out_after_15_seconds() {
    client.send(POST + "x".repeat(149_999));

    assertThat(secondsUntilEnded(30, "")).isEqualTo(16);
    assertThat(client.received()).startsWith("HTTP/1.1 408");
  }

  @Test
  void a_very_slow_body_times_out_soon_after_10_seconds() {
    client.send(POST);

    assertThat(secondsUntilEnded(30, "x")).isEqualTo(11);
  }

  @Test
  void a_slow_body_at_the_minimum_rate_is_accepted() {
    client.send(POST);

    assertThat(secondsUntilEnded(30, "x".repeat(5_000))).isEqualTo(Integer.MAX_VALUE);

    // It is being processed now, which has no limit here.
    assertThat(secondsUntilEnded(1_000, "")).isEqualTo(Integer.MAX_VALUE);
  }
}
