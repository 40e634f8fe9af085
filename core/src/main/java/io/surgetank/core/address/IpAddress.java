package io.surgetank.core.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// IP addresses as text. Names are never looked up.
public final class IpAddress {
  /// Four decimal numbers: the JDK reads shorter forms such as `127.1` too.
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

  private static final int WORDS = 8;

  private IpAddress() {}

  /// Empty if it is not an IPv4 or IPv6 address without brackets, port and zone. An IPv4 address
  /// that is mapped to IPv6 is an IPv4 address.
  public static Optional<InetAddress> parse(String text) {
    if (IPV4.matcher(text).matches()) return Optional.of(Inet4Address.ofLiteral(text));
    if (text.indexOf(':') < 0 || text.indexOf('%') >= 0 || text.startsWith("["))
      return Optional.empty();
    try {
      return Optional.of(Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// The same, possibly with a port, as proxies write it: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
  public static Optional<InetAddress> parseNode(String text) {
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

  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes", impossible);
    }
  }

  /// The canonical text (RFC 5952), without a zone.
  public static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) return address.getHostAddress();
    int[] words = new int[WORDS];
    for (int at = 0; at < WORDS; at++)
      words[at] = (bytes[2 * at] & 0xFF) << 8 | (bytes[2 * at + 1] & 0xFF);
    return text(words);
  }

  private static String text(int[] words) {
    int omitted = 0;
    int length = 0;
    for (int at = 0; at < WORDS; at++) {
      int zeros = zeros(words, at);
      if (zeros > length) {
        omitted = at;
        length = zeros;
      }
    }
    // A single zero is written.
    if (length < 2) return joined(words, 0, WORDS);
    return joined(words, 0, omitted) + "::" + joined(words, omitted + length, WORDS);
  }

  /// The number of words that are zero from here on.
  private static int zeros(int[] words, int from) {
    int at = from;
    while (at < WORDS && words[at] == 0) at++;
    return at - from;
  }

  private static String joined(int[] words, int from, int to) {
    return Arrays.stream(words, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }
}
