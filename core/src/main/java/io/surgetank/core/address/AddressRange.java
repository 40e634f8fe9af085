package io.surgetank.core.address;

import java.net.InetAddress;

/// An IP address, or all addresses with the same first bits (CIDR).
public record AddressRange(InetAddress first, int prefixLength) {

  /// Reads an address such as `10.0.0.7` or `2001:db8::7`, or a range such as `10.0.0.0/8`. Throws
  /// [IllegalArgumentException] with a message for the user.
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> invalid(text, "use an IP address, or a range such as 10.0.0.0/8"));
    int bits = address.getAddress().length * 8;
    int length = slash < 0 ? bits : length(text, text.substring(slash + 1), bits);
    var range = new AddressRange(address, length);
    if (!range.isFirst())
      throw invalid(text, "it has address bits after the first %d".formatted(length));
    return range;
  }

  private static int length(String text, String digits, int bits) {
    boolean isNumber =
        !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(AddressRange::isDigit);
    int length = isNumber ? Integer.parseInt(digits) : 0;
    // A range of all addresses would be no restriction.
    if (length < 1 || length > bits)
      throw invalid(text, "the prefix length must be 1 to %d".formatted(bits));
    return length;
  }

  private static boolean isDigit(int each) {
    return each >= '0' && each <= '9';
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException("invalid address '" + text + "': " + why);
  }

  /// Whether all bits after the prefix are zero: otherwise the length is probably a mistake.
  private boolean isFirst() {
    byte[] bytes = first.getAddress();
    for (int bit = prefixLength; bit < bytes.length * 8; bit++)
      if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0) return false;
    return true;
  }

  public boolean contains(InetAddress address) {
    byte[] one = first.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) return false;
    int whole = prefixLength / 8;
    for (int at = 0; at < whole; at++) if (one[at] != other[at]) return false;
    int rest = prefixLength % 8;
    return rest == 0 || ((one[whole] ^ other[whole]) & 0xFF) >> (8 - rest) == 0;
  }

  /// In its canonical form.
  @Override
  public String toString() {
    boolean isOne = prefixLength == first.getAddress().length * 8;
    return IpAddress.text(first) + (isOne ? "" : "/" + prefixLength);
  }
}
