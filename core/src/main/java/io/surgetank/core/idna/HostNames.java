package io.surgetank.core.idna;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Which texts are host names: in ASCII (RFC 1123), or with labels in any script (RFC 5890).
///
/// A label that begins with `xn--` must be an A-label: the Punycode of a valid U-label. Other ASCII
/// labels may have two hyphens in the third and fourth place, as many servers have in practice.
public final class HostNames {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final String ACE_PREFIX = "xn--";

  /// The full stop, and the three characters that RFC 3490 has as its equals.
  private static final String SEPARATORS = "[.\u3002\uff0e\uff61]";

  private HostNames() {}

  /// Whether `text` is a host name of ASCII characters.
  public static boolean isAscii(String text) {
    return text.length() <= MAX_NAME && all(text.split("\\.", -1), HostNames::isAsciiLabel);
  }

  /// Whether `text` is a host name, with labels of any script.
  public static boolean isInternational(String text) {
    if (text.length() > MAX_NAME) return false;
    String[] labels = text.split(SEPARATORS, -1);
    if (!all(labels, label -> isAsciiLabel(label) || isUnicodeLabel(label))) return false;
    int length = labels.length - 1;
    for (String label : labels) length += asciiLength(label);
    return length <= MAX_NAME;
  }

  private static boolean all(String[] labels, Predicate<String> rule) {
    for (String label : labels) if (!rule.test(label)) return false;
    return true;
  }

  private static boolean isAsciiLabel(String label) {
    if (label.isEmpty() || label.length() > MAX_LABEL) return false;
    if (label.startsWith("-") || label.endsWith("-")) return false;
    if (!label.chars().allMatch(c -> c == '-' || isAlphanumeric(c))) return false;
    String lower = label.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(ACE_PREFIX)) return true;
    Optional<String> decoded = Punycode.decode(lower.substring(ACE_PREFIX.length()));
    return decoded.filter(HostNames::isUnicodeLabel).isPresent();
  }

  private static boolean isUnicodeLabel(String label) {
    return label.length() <= MAX_LABEL
        && !isAsciiOnly(label)
        && asciiLength(label) <= MAX_LABEL
        && UnicodeLabel.isValid(label);
  }

  private static int asciiLength(String label) {
    return isAsciiOnly(label)
        ? label.length()
        : ACE_PREFIX.length() + Punycode.encode(label).length();
  }

  private static boolean isAsciiOnly(String label) {
    return label.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
