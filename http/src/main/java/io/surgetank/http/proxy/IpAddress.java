package io.surgetank.http.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// IP addresses as text. Names are never looked up.
final class IpAddress {
  private IpAddress() {}

  /// Empty if it is not an IPv4 or IPv6 address without brackets, port and zone. An IPv4 address
  /// that is mapped to IPv6 is an IPv4 address.
  static Optional<InetAddress> parse(String text) {
    if (text.indexOf('%') >= 0 || text.startsWith("[")) return Optional.empty();
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    return bytes == null ? Optional.empty() : Optional.of(of(bytes));
  }

  /// The same, possibly with a port, as proxies write it: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
  static Optional<InetAddress> parseNode(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end > 0 && isPortOrEmpty(text.substring(end + 1))
          ? parse(text.substring(1, end)).filter(_ -> text.indexOf(':') > 0)
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    boolean hasPort = colon > 0 && colon == text.lastIndexOf(':');
    if (!hasPort) return parse(text);
    return isPortOrEmpty(text.substring(colon))
        ? parse(text.substring(0, colon))
        : Optional.empty();
  }

  /// A port may be obfuscated (RFC 7239, 6.3).
  private static boolean isPortOrEmpty(String text) {
    return text.isEmpty()
        || (text.length() > 1
            && text.startsWith(":")
            && text.substring(1).chars().allMatch(IpAddress::isOfPort));
  }

  private static boolean isOfPort(int each) {
    return each < 128
        && (Character.isLetterOrDigit(each) || each == '.' || each == '_' || each == '-');
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes", impossible);
    }
  }

  /// The canonical text (RFC 5952), without a zone.
  static String text(InetAddress address) {
    return NetUtil.toAddressString(address);
  }
}
