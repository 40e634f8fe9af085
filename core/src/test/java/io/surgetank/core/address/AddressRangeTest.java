package io.surgetank.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.8, false",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, 9.255.255.255, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.200, true",
    "128.0.0.0/1, 200.1.1.1, true",
    "128.0.0.0/1, 127.1.1.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false",
    "::1, ::1, true",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "::ffff:10.0.0.7, 10.0.0.7, true",
    "127.0.0.1, ::1, false",
    "::/1, 10.0.0.1, false"
  })
  void a_range_contains_the_addresses_with_its_prefix(
      String range, String address, boolean expected) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example.com",
        "localhost",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.7/",
        "10.0.0.7/33",
        "10.0.0.7/-1",
        "10.0.0.7/8x",
        "10.0.0.7/8",
        "10.0.0.0/8/8",
        "0.0.0.0/0",
        "::/0",
        "2001:db8::/129",
        "2001:db8::1/64",
        "[::1]",
        "fe80::1%eth0",
        "10.0.0.7:80",
        " 10.0.0.7",
        "*"
      })
  void another_text_is_refused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid address '" + text + "': ");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.7, 10.0.0.7", "10.0.0.0/8, 10.0.0.0/8", "2001:DB8:0::/32, 2001:db8::/32"})
  void its_text_is_canonical(String text, String expected) {
    assertThat(AddressRange.parse(text)).hasToString(expected);
  }
}
