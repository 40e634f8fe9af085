package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.core.address.AddressRange;
import io.surgetank.core.json.Json;
import io.surgetank.http.proxy.ForwardingHeader;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.proxy.PublicUrl;
import io.surgetank.testkit.wire.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole server behind a proxy on this machine, which the test plays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxyTest {
  private static final String ORDER =
      "{\"productId\":\"A\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":1.00}";

  @TempDir private static Path folder = Path.of("");
  private EmbeddedServer server;

  @BeforeAll
  void start() {
    server =
        EmbeddedServer.behind(
            folder,
            new ProxySettings(
                List.of(AddressRange.parse("127.0.0.1")),
                ForwardingHeader.X_FORWARDED_FOR,
                Optional.of(PublicUrl.parse("https://jobs.example.com/q"))));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void requests_need_a_key_also_on_loopback() throws IOException, InterruptedException {
    assertThat(server.greeting().access()).isEqualTo(CommandRuntime.Access.NEEDS_FIRST_KEY);
    assertThat(server.post("/orders", ORDER).statusCode()).isEqualTo(401);
  }

  @Test
  void clients_of_the_proxy_get_links_with_the_public_url()
      throws IOException, InterruptedException {
    String bearer = "Bearer " + server.token();
    var accepted =
        server.post("/orders", ORDER, "Authorization", bearer, "X-Forwarded-For", "203.0.113.7");

    assertThat(accepted.statusCode()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("https://jobs.example.com/q/orders/");
    String path = location.substring("https://jobs.example.com/q".length());
    var shown = server.get(path, "Authorization", bearer, "X-Forwarded-For", "203.0.113.7");
    assertThat(Json.read(shown.body()).path("href").asString()).isEqualTo(location);
    // A command on this machine.
    assertThat(Json.read(server.get(path, "Authorization", bearer).body()).path("href").asString())
        .isEqualTo(path);
  }

  private String withHost(String host) throws IOException {
    return RawHttp.say(
        server.port(), "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
  }

  @Test
  void the_host_of_the_public_url_is_allowed() throws IOException {
    assertThat(withHost("jobs.example.com")).startsWith("HTTP/1.1 401 ");
    assertThat(withHost("evil.example.com")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void many_wrong_keys_of_one_client_are_limited_and_others_are_served()
      throws IOException, InterruptedException {
    int limited = 0;
    for (int i = 0; i < 100; i++) {
      var guess =
          server.get(
              "/orders", "Authorization", "Bearer wrong" + i, "X-Forwarded-For", "198.51.100.9");
      assertThat(guess.statusCode()).isIn(401, 429);
      if (guess.statusCode() == 429) {
        limited++;
        assertThat(guess.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      }
    }

    assertThat(limited).isPositive();
    for (String address : List.of("198.51.100.9", "198.51.100.10"))
      assertThat(
              server
                  .get(
                      "/orders",
                      "Authorization",
                      "Bearer " + server.token(),
                      "X-Forwarded-For",
                      address)
                  .statusCode())
          .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--public-url=https://a.example", "--proxy-header=forwarded"})
  void an_option_without_a_proxy_is_refused(String option) {
    CommandOutput served = CommandOutput.by("serve", option);

    assertThat(served.exit()).isEqualTo(2);
    assertThat(served.err()).contains("requires --behind-proxy.");
  }

  @ParameterizedTest
  @CsvSource({
    "--behind-proxy=proxy.example, invalid address 'proxy.example'",
    "'--behind-proxy=10.0.0.1,10.0.0.0/99', invalid address '10.0.0.0/99'",
    "--behind-proxy=, invalid address ''",
    "--public-url=jobs.example.com, invalid URL 'jobs.example.com'",
    "--proxy-header=x-real-ip, use x-forwarded-for or forwarded"
  })
  void an_invalid_value_is_reported(String option, String message) {
    CommandOutput served = CommandOutput.by("serve", option);

    assertThat(served.exit()).isEqualTo(2);
    assertThat(served.err()).contains(message);
  }

  @Test
  void another_address_than_loopback_needs_tls_or_a_proxy() {
    CommandOutput served = CommandOutput.by("serve", "--host", "0.0.0.0");

    assertThat(served.exit()).isEqualTo(2);
    assertThat(served.err()).contains("--tls-cert", "--behind-proxy", "--insecure");
  }
}
