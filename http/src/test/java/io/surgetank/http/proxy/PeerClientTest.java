package io.surgetank.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.api.Client;
import io.surgetank.core.api.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose address a request has, by what the proxies report.
class PeerClientTest {
  private static final List<AddressRange> PROXIES =
      List.of(AddressRange.parse("10.0.0.0/24"), AddressRange.parse("2001:db8:a::/48"));

  private static Client client(ForwardingHeader header, String peer, String... lines) {
    var proxies =
        new ProxySettings(
            PROXIES, header, Optional.of(PublicUrl.parse("https://jobs.example.com/q")));
    Map<String, List<String>> headers =
        lines.length == 0 ? Map.of() : Map.of(header.label(), List.of(lines));
    return PeerClient.of(proxies, InetAddress.ofLiteral(peer))
        .of(new Request("GET", "/", "", headers, new byte[0]));
  }

  private static String forwardedFor(String... lines) {
    return client(ForwardingHeader.X_FORWARDED_FOR, "10.0.0.1", lines).address();
  }

  private static String forwarded(String... lines) {
    return client(ForwardingHeader.FORWARDED, "10.0.0.1", lines).address();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.1.1", "192.0.2.1", "2001:db8:b::1", "127.0.0.1"})
  void headers_of_other_peers_are_ignored(String peer) {
    for (ForwardingHeader header : ForwardingHeader.values())
      assertThat(client(header, peer, "203.0.113.7", "for=203.0.113.7")).isEqualTo(Client.at(peer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.255", "2001:db8:a:1::1"})
  void a_request_of_a_proxy_itself_has_its_address_and_links_without_the_public_url(String peer) {
    assertThat(client(ForwardingHeader.X_FORWARDED_FOR, peer)).isEqualTo(Client.at(peer));
  }

  @Test
  void a_request_through_a_proxy_has_links_with_the_public_url() {
    assertThat(client(ForwardingHeader.X_FORWARDED_FOR, "10.0.0.1", "203.0.113.7"))
        .isEqualTo(new Client("203.0.113.7", "https://jobs.example.com/q"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7                        | 203.0.113.7",
        "1.1.1.1, 203.0.113.7               | 203.0.113.7",
        "10.0.0.9, 203.0.113.7, 10.0.0.2    | 203.0.113.7",
        "1.1.1.1,203.0.113.7,10.0.0.3,10.0.0.2 | 203.0.113.7",
        "10.0.0.3, 10.0.0.2                 | 10.0.0.3",
        "203.0.113.7:4711                   | 203.0.113.7",
        "2001:DB8:0:0::1                    | 2001:db8::1",
        "[2001:db8::1]                      | 2001:db8::1",
        "[2001:db8::1]:4711                 | 2001:db8::1",
        "::ffff:203.0.113.7                 | 203.0.113.7",
        "1.1.1.1, 2001:db8:a::5             | 1.1.1.1",
        "1.1.1.1, ::ffff:10.0.0.2           | 1.1.1.1"
      })
  void the_client_is_the_last_address_that_is_not_a_proxy(String line, String expected) {
    assertThat(forwardedFor(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "1.1.1.1, unknown",
        "1.1.1.1, 10.0.0.1.5",
        "1.1.1.1, 10.0.0.300",
        "1.1.1.1, localhost",
        "1.1.1.1,",
        "1.1.1.1, [10.0.0.2]",
        "1.1.1.1, [::1",
        "1.1.1.1, ::1]",
        "1.1.1.1, fe80::1%eth0",
        "1.1.1.1, 203.0.113.7:",
        "1.1.1.1, 203.0.113.7:47 11",
        "1.1.1.1, '203.0.113.7'",
        "1.1.1.1 203.0.113.7",
        "1.1.1.1; 203.0.113.7",
        "for=203.0.113.7"
      })
  void after_a_malformed_address_the_proxy_is_the_client(String line) {
    assertThat(forwardedFor(line)).isEqualTo("10.0.0.1");
  }

  @Test
  void several_lines_are_one_list() {
    assertThat(forwardedFor("1.1.1.1, 2.2.2.2", "203.0.113.7", "10.0.0.2"))
        .isEqualTo("203.0.113.7");
    assertThat(forwardedFor("203.0.113.7", "unknown")).isEqualTo("10.0.0.1");
    assertThat(forwarded("for=1.1.1.1, for=2.2.2.2", "for=203.0.113.7", "for=10.0.0.2"))
        .isEqualTo("203.0.113.7");
    assertThat(forwarded("for=\"1.1.1.1", "for=203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.7                                   | 203.0.113.7",
        "For=203.0.113.7;proto=https;host=a.example;by=_x  | 203.0.113.7",
        "proto=https ; FOR=203.0.113.7                     | 203.0.113.7",
        "for=1.1.1.1, for=203.0.113.7, for=10.0.0.2        | 203.0.113.7",
        "for=\"203.0.113.7:4711\"                          | 203.0.113.7",
        "for=\"203.0.113.7:_obfuscated\"                   | 203.0.113.7",
        "for=\"[2001:db8::1]:4711\"                        | 2001:db8::1",
        "for=\"\\2\\03.0.113.7\"                           | 203.0.113.7",
        "by=\"a,b;c\\\"\";for=203.0.113.7                  | 203.0.113.7",
        "for=\"1.1.1.1, for=2.2.2.2\", for=203.0.113.7     | 203.0.113.7",
        ";;for=203.0.113.7;                                | 203.0.113.7"
      })
  void the_standard_header_names_the_client(String line, String expected) {
    assertThat(forwarded(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for=unknown",
        "for=_gazonk",
        "for=\"_gazonk:80\"",
        "for=1.1.1.1, for=unknown",
        "for=1.1.1.1, for=_secret",
        "for=1.1.1.1, proto=https",
        "for=1.1.1.1,",
        "for=1.1.1.1;for=203.0.113.7",
        "for=1.1.1.1, for=\"203.0.113.7",
        "for=1.1.1.1, for=\"203.0.113.7\\",
        "for=1.1.1.1, for=203.0.113.7:4711",
        "for=1.1.1.1, for=[2001:db8::1]",
        "for=1.1.1.1, for 203.0.113.7",
        "for=1.1.1.1, for=\"\"",
        "for=1.1.1.1 for=203.0.113.7",
        "203.0.113.7"
      })
  void after_a_hidden_or_malformed_element_the_proxy_is_the_client(String line) {
    assertThat(forwarded(line)).isEqualTo("10.0.0.1");
  }

  @Test
  void the_other_header_is_ignored() {
    assertThat(client(ForwardingHeader.FORWARDED, "10.0.0.1").address()).isEqualTo("10.0.0.1");
    var proxies = new ProxySettings(PROXIES, ForwardingHeader.X_FORWARDED_FOR, Optional.empty());
    var both =
        Map.of("forwarded", List.of("for=1.1.1.1"), "x-forwarded-for", List.of("203.0.113.7"));

    assertThat(
            PeerClient.of(proxies, InetAddress.ofLiteral("10.0.0.1"))
                .of(new Request("GET", "/", "", both, new byte[0])))
        .isEqualTo(Client.at("203.0.113.7"));
  }

  @Test
  void a_long_chain_of_proxies_ends() {
    String chain = "203.0.113.7" + ", 10.0.0.2".repeat(5_000);

    assertThat(forwardedFor(chain)).isEqualTo("10.0.0.2");
    assertThat(forwarded("for=203.0.113.7" + ", for=10.0.0.2".repeat(2_000))).isEqualTo("10.0.0.2");
  }

  /// A client can only choose what is before the address that the proxy adds.
  @Test
  void nothing_that_a_client_sends_hides_its_address() {
    var random = new Random(20_261_130);
    String characters = "0123456789abcdef.:,;=\"\\[]% \t_forunkw\u00e4";
    for (int run = 0; run < 20_000; run++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--)
        text.append(characters.charAt(random.nextInt(characters.length())));

      assertThat(forwardedFor(text + ", 203.0.113.7")).as(text.toString()).isEqualTo("203.0.113.7");
      assertThat(forwardedFor(text.toString(), "203.0.113.7")).isEqualTo("203.0.113.7");
      assertThat(forwarded(text.toString(), "for=203.0.113.7")).isEqualTo("203.0.113.7");
      assertThat(forwarded(text + ", for=203.0.113.7"))
          .as(text.toString())
          .isIn("203.0.113.7", "10.0.0.1");
    }
  }
}
