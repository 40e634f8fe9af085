package io.surgetank.core.intake;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.surgetank.core.idna.HostNames;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// The formats `email`, by the syntax of RFC 5321, and `idn-email`, by RFC 6531: a local part, an
/// `@`, a host. The library's formats require a top-level domain from a built-in list; an address
/// at a new domain, or inside a company, would be refused.
///
/// @param isLetter the characters of a local part besides the special ones
/// @param isHost the host names after the `@`
record EmailFormat(String name, IntPredicate isLetter, Predicate<String> isHost) implements Format {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL = 64;

  /// Before it are the control characters of Latin-1.
  private static final int FIRST_OUTSIDE_ASCII = 0xA0;

  private static final String SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  static EmailFormat ascii() {
    return new EmailFormat("email", EmailFormat::isAlphanumeric, HostNames::isAscii);
  }

  static EmailFormat international() {
    return new EmailFormat(
        "idn-email",
        c -> c >= FIRST_OUTSIDE_ASCII || isAlphanumeric(c),
        HostNames::isInternational);
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return isAddress(value);
  }

  boolean isAddress(String value) {
    int at = value.lastIndexOf('@');
    return value.length() <= MAX_LENGTH
        && at >= 1
        && at <= MAX_LOCAL
        && isLocal(value.substring(0, at))
        && isHostOrAddress(value.substring(at + 1));
  }

  @Override
  public String getName() {
    return name;
  }

  private boolean isLocal(String local) {
    if (local.length() > 2 && local.startsWith("\"") && local.endsWith("\""))
      return isQuoted(local.substring(1, local.length() - 1));
    char before = '.';
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      if (c == '.' ? before == '.' : !isLetter.test(c) && SPECIALS.indexOf(c) < 0) return false;
      before = c;
    }
    return before != '.';
  }

  private boolean isQuoted(String inner) {
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      boolean isPrintable = c >= ' ' && c <= '~';
      if (c == '"' || (!isPrintable && !isLetter.test(c))) return false;
      if (c == '\\' && ++i == inner.length()) return false;
    }
    return true;
  }

  private boolean isHostOrAddress(String host) {
    if (host.startsWith("[") && host.endsWith("]"))
      return host.substring(1, host.length() - 1).matches("[0-9.]{7,15}|IPv6:[0-9A-Fa-f:.]{2,45}");
    return isHost.test(host);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
