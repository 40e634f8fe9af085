package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Response;
import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.http.tls.TransportSecurity;
import io.surgetank.testkit.wire.RawHttp;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that speak HTTP without TLS to a server with TLS.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainHttpToTlsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final TestCertificate certificate = TestCertificate.create();
  private final AtomicInteger answered = new AtomicInteger();
  private HttpServer server = start();

  private HttpServer start() {
    var read = ServerCertificate.read(new TlsFiles(certificate.certificate(), certificate.key()));
    return HttpServer.start(
        new ListenSettings("127.0.0.1", 0),
        TestDependencies.of(
                _ -> {
                  answered.incrementAndGet();
                  return new Response(200, Map.of(), new byte[0]);
                })
            .with(new TransportSecurity.Tls(() -> read)));
  }

  @BeforeAll
  void silenceLog() {
    LogSilencer.silenceLog();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET,
        GET + GET,
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "get / http",
        "Z"
      })
  void they_get_one_clear_response_and_nothing_is_served(String bytes) throws IOException {
    String received = RawHttp.say(server.port(), bytes);

    assertThat(received)
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("\r\nConnection: close\r\n", "This port accepts HTTPS only.")
        .containsOnlyOnce("HTTP/1.1");
    assertThat(answered).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", " GET / HTTP/1.1\r\n\r\n", "\0\0\0", "\u0016\u0003\u0001xx"})
  void other_bytes_are_a_failed_handshake(String bytes) throws IOException {
    assertThat(RawHttp.say(server.port(), bytes)).doesNotContain("HTTP");
  }

  @Test
  void tls_clients_are_served() throws IOException {
    var sockets = certificate.clientContext().getSocketFactory();

    assertThat(RawHttp.say(sockets, server.port(), GET.getBytes(StandardCharsets.US_ASCII)))
        .startsWith("HTTP/1.1 200 OK");
    answered.set(0);
  }
}
