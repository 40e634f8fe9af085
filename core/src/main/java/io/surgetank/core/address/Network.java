package io.surgetank.core.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kind of network that an address belongs to, by IANA's registries of special-purpose
/// addresses.
public enum Network {
  PUBLIC("a public address"),
  PRIVATE("a private address"),
  LOOPBACK("a loopback address"),
  /// Of this machine or its provider, where services such as instance metadata are, or of no
  /// machine: link-local, unspecified, multicast, reserved.
  RESERVED("a link-local or reserved address");

  private record Block(AddressRange range, Network network) {}

  /// The first one that contains an address decides; all others are public.
  private static final List<Block> BLOCKS =
      List.of(
          block("127.0.0.0/8", LOOPBACK),
          block("10.0.0.0/8", PRIVATE),
          block("172.16.0.0/12", PRIVATE),
          block("192.168.0.0/16", PRIVATE),
          // Instance metadata of Alibaba Cloud, in the shared address space.
          block("100.100.100.200", RESERVED),
          block("100.64.0.0/10", PRIVATE),
          block("198.18.0.0/15", PRIVATE),
          block("0.0.0.0/8", RESERVED),
          block("169.254.0.0/16", RESERVED),
          block("192.0.0.0/24", RESERVED),
          // The host of a virtual machine in Azure.
          block("168.63.129.16", RESERVED),
          block("224.0.0.0/3", RESERVED),
          block("::1", LOOPBACK),
          block("::", RESERVED),
          // Instance metadata of AWS, Google Cloud, Oracle Cloud and Scaleway, in the range of
          // private
          // addresses.
          block("fd00:ec2::/32", RESERVED),
          block("fd00:c1::/32", RESERVED),
          block("fd00:42::42", RESERVED),
          block("fd20:ce::/32", RESERVED),
          block("fc00::/7", PRIVATE),
          block("fe80::/10", RESERVED),
          block("fec0::/10", PRIVATE),
          block("ff00::/8", RESERVED),
          // Teredo and local-use translation: the address of the receiver is not known.
          block("2001::/32", RESERVED),
          block("64:ff9b:1::/48", RESERVED));

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final byte[] STATELESS = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0};
  private static final byte[] COMPATIBLE = new byte[12];
  private static final byte[] TRANSLATED = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

  private final String description;

  Network(String description) {
    this.description = description;
  }

  /// With an article, for messages.
  public String description() {
    return description;
  }

  public static Network of(InetAddress address) {
    return embedded(address.getAddress()).map(Network::find).orElseGet(() -> find(address));
  }

  private static Network find(InetAddress address) {
    for (Block block : BLOCKS) if (block.range().contains(address)) return block.network();
    return PUBLIC;
  }

  /// The IPv4 address that an IPv6 address leads to.
  private static Optional<InetAddress> embedded(byte[] bytes) {
    if (bytes.length == 4) return Optional.empty();
    if (begins(bytes, SIX_TO_FOUR)) return Optional.of(ipv4(bytes, SIX_TO_FOUR.length));
    boolean isAtTheEnd =
        begins(bytes, MAPPED) || begins(bytes, STATELESS) || begins(bytes, TRANSLATED);
    // The first 65,536 of the compatible addresses are none, such as ::1.
    boolean isCompatible = begins(bytes, COMPATIBLE) && (bytes[12] != 0 || bytes[13] != 0);
    return isAtTheEnd || isCompatible
        ? Optional.of(ipv4(bytes, COMPATIBLE.length))
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    return IpAddress.of(Arrays.copyOfRange(bytes, from, from + 4));
  }

  private static Block block(String range, Network network) {
    return new Block(AddressRange.parse(range), network);
  }
}
