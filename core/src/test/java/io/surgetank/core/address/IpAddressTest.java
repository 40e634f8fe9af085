package io.surgetank.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  /// The examples of RFC 5952, and both ends.
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::A, 2001:db8::a",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304"
  })
  void an_address_has_one_text(String text, String canonical) {
    assertThat(IpAddress.parse(text).map(IpAddress::text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost", "1", "127.1", "1.2.3", "1.2.3.", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5",
        "256.1.1.1", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4 ", "::1%lo", "[::1]", ":", ":::",
            "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "g::", "12345::", "::ffff:1.2.3.256", "١.2.3.4"
      })
  void any_other_text_is_no_address(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1:4711, 192.0.2.1", "[2001:db8::1]:80, 2001:db8::1", "[::1], ::1"})
  void a_node_may_have_a_port(String text, String address) {
    assertThat(IpAddress.parseNode(text)).contains(InetAddress.ofLiteral(address));
  }
}
