package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.address.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedAddressesTest {
  @ParameterizedTest
  @CsvSource({
    // An address in the URL is the operator's own.
    "http://127.0.0.1:8080/x, 127.0.0.1, true",
    "http://10.0.0.7/x, 10.0.0.7, true",
    "http://[::1]:8080/x, ::1, true",
    "http://127.1/x, 127.0.0.1, true",
    "http://169.254.169.254/latest, 169.254.169.254, false",
    "http://[fe80::1]/, fe80::1, false",
    "http://0.0.0.0/, 0.0.0.0, false",
    "http://localhost:8080/x, 127.0.0.1, true",
    "http://LocalHost./x, ::1, true",
    "http://a.localhost/x, 127.0.0.1, true",
    "http://localhost/x, 10.0.0.7, false",
    // A name of the network that the server is in.
    "http://payments:8080/x, 10.0.0.7, true",
    "http://my_service/x, 10.0.0.7, true",
    "http://payments.prod.svc.cluster.local/x, 10.0.0.7, true",
    "http://ip-10-0-0-7.eu-central-1.compute.internal/x, 10.0.0.7, true",
    "http://nas.home.arpa/x, fd12::1, true",
    "http://payments/x, 127.0.0.1, false",
    "http://payments/x, 169.254.169.254, false",
    "http://metadata.google.internal/x, 169.254.169.254, false",
    // A name of the public DNS.
    "http://partner.example/x, 93.184.215.14, true",
    "http://partner.example/x, 10.0.0.7, false",
    "http://partner.example/x, fd12::1, false",
    "http://partner.example/x, 127.0.0.1, false",
    "http://partner.example/x, 169.254.169.254, false",
    "http://internal.partner.example/x, 10.0.0.7, false",
    "http://notlocalhost/x, 127.0.0.1, false",
    "https://partner.example/x, 93.184.215.14, true",
    "https://partner.example/x, 10.0.0.7, true",
    "https://partner.example/x, 127.0.0.1, false",
    "https://partner.example/x, ::1, false",
    "https://partner.example/x, 169.254.169.254, false",
    "https://partner.example/x, fd00:ec2::254, false"
  })
  void without_a_list_a_target_has_the_addresses_that_its_url_implies(
      String url, String address, boolean expected) {
    assertThat(allowed(url).admits(InetAddress.ofLiteral(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://partner.example, 10.1.2.3, true",
    "http://partner.example, 10.2.0.1, false",
    "http://partner.example, 93.184.215.14, false",
    "http://169.254.169.254, 169.254.169.254, true",
    "http://127.0.0.1, 127.0.0.1, false"
  })
  void with_a_list_only_its_addresses_are_allowed(String url, String address, boolean expected) {
    var addresses = allowed(url, "10.1.0.0/16", "169.254.169.254");

    assertThat(addresses.admits(InetAddress.ofLiteral(address))).isEqualTo(expected);
  }

  /// Who lists a private network does not mean the metadata services in it.
  @ParameterizedTest
  @CsvSource({
    "fd00::/8, fd00::7, true",
    "fd00::/8, fd00:ec2::254, false",
    "fd00:ec2::254, fd00:ec2::254, true",
    "100.64.0.0/10, 100.100.100.200, false",
    "128.0.0.0/1, 168.63.129.16, false",
    "169.254.171.0/24, 169.254.171.7, true",
    "240.240.0.0/16, 240.240.0.7, true"
  })
  void a_listed_range_has_its_reserved_addresses_only_if_it_is_reserved(
      String range, String address, boolean expected) {
    assertThat(allowed("http://a.example", range).admits(InetAddress.ofLiteral(address)))
        .isEqualTo(expected);
  }

  @Test
  void only_allowed_addresses_of_a_name_are_used() throws Exception {
    var mixed = List.of(address("127.0.0.1"), address("93.184.215.14"), address("10.0.0.7"));

    assertThat(allowed("http://partner.example").require(mixed))
        .containsExactly(address("93.184.215.14"));
  }

  @Test
  void a_name_without_an_allowed_address_is_refused_with_the_reason_and_what_to_do() {
    assertThatThrownBy(() -> allowed("http://a.example").require(List.of(address("10.0.0.7"))))
        .hasMessage(
            "10.0.0.7, a private address. To allow it, list it in 'addresses' of the handler");
    assertThatThrownBy(
            () -> allowed("http://a.example", "10.1.0.0/16").require(List.of(address("10.0.0.7"))))
        .hasMessage("10.0.0.7, which is not in 'addresses' of the handler");
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static AllowedAddresses allowed(String url, String... ranges) {
    return AllowedAddresses.of(
        URI.create(url), Arrays.stream(ranges).map(AddressRange::parse).toList());
  }
}
