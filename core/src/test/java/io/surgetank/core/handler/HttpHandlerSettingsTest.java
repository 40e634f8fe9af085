package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerSettingsTest {
  private static final String SECRET = "s3cret";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/x",
        "http://[::ffff:169.254.169.254]/x",
        "http://[fd00:ec2::254]/x",
        "http://0.0.0.0:8080/x",
        "http://2852039166/x"
      })
  void a_link_local_or_reserved_address_in_the_url_is_refused(String url) {
    assertThat(errors(Map.of("url", url)))
        .singleElement()
        .asString()
        .startsWith("the handler http's url has ")
        .endsWith(
            ", a link-local or reserved address. To allow it, list it in 'addresses' of the handler");
  }

  @Test
  void it_is_allowed_if_it_is_listed() {
    var settings = Map.of("url", "http://169.254.170.2/x", "addresses", "10.0.0.0/8,169.254.170.2");

    assertThat(errors(settings)).isEmpty();
  }

  @Test
  void an_address_in_the_url_that_is_not_in_the_list_is_refused() {
    assertThat(errors(Map.of("url", "http://127.0.0.1:1/x", "addresses", "10.0.0.0/8")))
        .containsExactly(
            "the handler http's url has 127.0.0.1, which is not in 'addresses' of the handler");
  }

  @Test
  void loopback_and_private_addresses_in_the_url_are_allowed() {
    for (String host : new String[] {"127.0.0.1:8080", "localhost", "[::1]", "10.0.0.7"})
      assertThat(errors(Map.of("url", "http://" + host + "/x"))).isEmpty();
  }

  @Test
  void invalid_certificates_and_keys_are_reported_without_their_text() {
    var settings =
        new TreeMap<>(
            Map.of("url", "https://a.example", "ca", SECRET, "cert", SECRET, "key", SECRET));

    assertThat(errors(settings))
        .hasSize(2)
        .allMatch(error -> error.contains("in PEM format"))
        .noneMatch(error -> error.contains(SECRET));
  }

  @Test
  void a_damaged_block_is_reported() {
    String pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    assertThat(errors(Map.of("url", "https://a.example", "ca", pem)))
        .singleElement()
        .asString()
        .startsWith("the handler http's ca has no certificate in PEM format that can be read");
  }

  @Test
  void a_certificate_needs_its_key_and_both_need_https() {
    assertThat(errors(Map.of("url", "http://a.example", "cert", "${env:NONE}")))
        .containsExactly(
            "the handler http's ca, cert and key need a url that begins with https://",
            "the handler http needs both cert and key, or neither",
            "the handler http's cert needs the environment variable NONE, which is not set");
  }

  private static java.util.List<String> errors(Map<String, String> settings) {
    var read = new HttpHandlerSettings(settings, (_, _) -> Optional.empty());
    var _ = read.read();
    return read.errors();
  }
}
