package io.surgetank.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "93.184.215.14, PUBLIC",
    "9.255.255.255, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.168.0.1, PRIVATE",
    "192.169.0.1, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.1, PRIVATE",
    "100.100.100.200, RESERVED",
    "100.127.255.255, PRIVATE",
    "100.128.0.0, PUBLIC",
    "198.18.0.1, PRIVATE",
    "127.0.0.1, LOOPBACK",
    "127.0.1.1, LOOPBACK",
    "128.0.0.1, PUBLIC",
    "0.0.0.0, RESERVED",
    "169.253.255.255, PUBLIC",
    "169.254.0.1, RESERVED",
    "169.254.169.254, RESERVED",
    "169.254.170.2, RESERVED",
    "169.255.0.0, PUBLIC",
    "168.63.129.16, RESERVED",
    "192.0.0.192, RESERVED",
    "223.255.255.255, PUBLIC",
    "224.0.0.1, RESERVED",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c, PUBLIC",
    "::1, LOOPBACK",
    "::, RESERVED",
    "fe80::1, RESERVED",
    "febf::1, RESERVED",
    "fec0::1, PRIVATE",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "fe00::1, PUBLIC",
    "fd00:ec2::254, RESERVED",
    "fd00:c1::a9fe:a9fe, RESERVED",
    "fd00:42::42, RESERVED",
    "fd00:42::43, PRIVATE",
    "::ffff:0:169.254.169.254, RESERVED",
    "::ffff:0:93.184.215.14, PUBLIC",
    "fd20:ce::254, RESERVED",
    "ff02::1, RESERVED",
    "64:ff9b::10.0.0.7, PRIVATE",
    "64:ff9b::a9fe:a9fe, RESERVED",
    "64:ff9b::93.184.215.14, PUBLIC",
    "64:ff9b:1::1, RESERVED",
    "2002:7f00:1::, LOOPBACK",
    "2002:a9fe:a9fe::1, RESERVED",
    "2002:5db8:d70e::1, PUBLIC",
    "2001:0:4136:e378::1, RESERVED",
    "::127.0.0.1, LOOPBACK",
    "::10.0.0.7, PRIVATE",
    "::ffff:169.254.169.254, RESERVED"
  })
  void an_address_has_its_network(String address, Network expected) {
    assertThat(Network.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
  }

  /// As the DNS may return it: the JDK converts such an address only when it reads text or bytes.
  @Test
  void an_ipv4_address_that_is_mapped_to_ipv6_has_the_network_of_the_ipv4_address()
      throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    assertThat(Network.of(Inet6Address.getByAddress("", mapped, -1))).isEqualTo(Network.LOOPBACK);
  }
}
