package io.surgetank.core.intake;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;

/// The format `email`, by the syntax of RFC 5321: a local part, an `@`, a host. The library's
/// `email` requires a top-level domain from a built-in list; an address at a new domain, or inside
/// a company, would be refused.
final class EmailFormat implements Format {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL = 64;
  private static final int MAX_LABEL = 63;
  private static final String SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  @Override
  public boolean matches(ExecutionContext context, String value) {
    int at = value.lastIndexOf('@');
    return value.length() <= MAX_LENGTH
        && at >= 1
        && at <= MAX_LOCAL
        && isLocal(value.substring(0, at))
        && isHost(value.substring(at + 1));
  }

  @Override
  public String getName() {
    return "email";
  }

  private static boolean isLocal(String local) {
    if (local.length() > 2 && local.startsWith("\"") && local.endsWith("\""))
      return isQuoted(local.substring(1, local.length() - 1));
    char before = '.';
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      if (c == '.' ? before == '.' : !isAlphanumeric(c) && SPECIALS.indexOf(c) < 0) return false;
      before = c;
    }
    return before != '.';
  }

  private static boolean isQuoted(String inner) {
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c < ' ' || c > '~' || c == '"') return false;
      if (c == '\\' && ++i == inner.length()) return false;
    }
    return true;
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[") && host.endsWith("]"))
      return host.substring(1, host.length() - 1).matches("[0-9.]{7,15}|IPv6:[0-9A-Fa-f:.]{2,45}");
    for (String label : host.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MAX_LABEL) return false;
      if (label.startsWith("-") || label.endsWith("-")) return false;
      if (!label.chars().allMatch(c -> c == '-' || isAlphanumeric((char) c))) return false;
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
