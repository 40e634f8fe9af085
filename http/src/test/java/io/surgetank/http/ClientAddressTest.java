package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.http.proxy.ForwardingHeader;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.proxy.PublicUrl;
import io.surgetank.testkit.wire.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The client of a request as its handler sees it, over real connections.
class ClientAddressTest {
  private static final ProxySettings LOCAL =
      new ProxySettings(
          List.of(AddressRange.parse("127.0.0.0/8")),
          ForwardingHeader.X_FORWARDED_FOR,
          Optional.of(PublicUrl.parse("https://jobs.example.com")));

  /// Answers with the client that it sees when the head is checked, and then.
  private record ClientHandler() implements RequestHandler {
    @Override
    public Response answer(Request request) {
      return new Response(
          200, Map.of(), (request.client() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Precheck precheck(Request head) {
      return head.method().equals("GET")
          ? new Precheck.Refused(answer(head))
          : new Precheck.Proceed(1_000);
    }
  }

  private static String seen(ProxySettings proxies, String request) throws IOException {
    var dependencies = TestDependencies.of(new ClientHandler()).with(proxies);
    try (var server = HttpServer.start(new ListenSettings("127.0.0.1", 0), dependencies)) {
      return RawHttp.say(server.port(), request);
    }
  }

  private static String get(String... headers) {
    return "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static String client(String address, String base) {
    return "Client[address=%s, linkBase=%s]".formatted(address, base);
  }

  @Test
  void without_proxies_it_is_the_peer() throws IOException {
    assertThat(seen(ProxySettings.NONE, get("X-Forwarded-For: 203.0.113.7")))
        .contains(client("127.0.0.1", ""));
  }

  @Test
  void a_proxy_reports_it() throws IOException {
    assertThat(
            seen(LOCAL, get("X-Forwarded-For: 1.1.1.1, 203.0.113.7", "X-Forwarded-For: 127.0.0.2")))
        .contains(client("203.0.113.7", "https://jobs.example.com"));
  }

  @Test
  void each_request_of_a_connection_has_its_own() throws IOException {
    String one = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n";

    String received =
        seen(
            LOCAL,
            one
                + "X-Forwarded-For: 203.0.113.7\r\n\r\nx"
                + one
                + "\r\nx"
                + get("x-forwarded-for: 203.0.113.8"));

    assertThat(received)
        .containsSubsequence(
            client("203.0.113.7", "https://jobs.example.com"),
            client("127.0.0.1", ""),
            client("203.0.113.8", "https://jobs.example.com"));
  }

  @Test
  void a_list_as_long_as_the_head_may_be_is_read() throws IOException {
    String addresses = "1.2.3.4, ".repeat(3_000);

    assertThat(seen(LOCAL, get("X-Forwarded-For: " + addresses + "203.0.113.7")))
        .contains(client("203.0.113.7", "https://jobs.example.com"));
    assertThat(seen(LOCAL, get("X-Forwarded-For: " + addresses.repeat(2))))
        .startsWith("HTTP/1.1 431");
  }
}
