package io.surgetank.http.proxy;

import io.surgetank.core.address.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `Forwarded: for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"` (RFC 7239, 4).
final class Forwarded {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /// Nothing of a malformed line is used, since its last element cannot be found reliably.
  private static final List<Optional<InetAddress>> MALFORMED = List.of(Optional.empty());

  private final String line;
  private int at;
  private boolean isMalformed;

  private Forwarded(String line) {
    this.line = line;
  }

  static List<Optional<InetAddress>> hops(List<String> lines) {
    var hops = new ArrayList<Optional<InetAddress>>();
    for (String line : lines.reversed())
      for (Optional<InetAddress> hop : new Forwarded(line).elements().reversed())
        if (hops.size() < ForwardingHeader.MAX_HOPS) hops.add(hop);
    return hops;
  }

  private List<Optional<InetAddress>> elements() {
    var elements = new ArrayList<Optional<InetAddress>>();
    do elements.add(element());
    while (next(','));
    return isMalformed || at < line.length() ? MALFORMED : elements;
  }

  /// Parameters separated by semicolons; returns the value of `for`.
  private Optional<InetAddress> element() {
    var names = new HashSet<String>();
    Optional<InetAddress> client = Optional.empty();
    do {
      skipBlanks();
      String name = token().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) continue;
      if (!next('=') || !names.add(name)) isMalformed = true;
      else {
        String value = value();
        if (name.equals("for")) client = IpAddress.parseNode(value);
      }
    } while (!isMalformed && next(';'));
    return client;
  }

  private String value() {
    return at < line.length() && line.charAt(at) == '"' ? quoted() : token();
  }

  private String quoted() {
    var value = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char each = line.charAt(at);
      if (each == '"') {
        at++;
        return value.toString();
      }
      if (each == '\\' && at + 1 < line.length()) at++;
      value.append(line.charAt(at));
    }
    isMalformed = true;
    return "";
  }

  private String token() {
    int from = at;
    while (at < line.length() && isOfToken(line.charAt(at))) at++;
    return line.substring(from, at);
  }

  private static boolean isOfToken(char each) {
    return each < 128 && (Character.isLetterOrDigit(each) || TOKEN_MARKS.indexOf(each) >= 0);
  }

  private boolean next(char wanted) {
    skipBlanks();
    if (at == line.length() || line.charAt(at) != wanted) return false;
    at++;
    return true;
  }

  private void skipBlanks() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) at++;
  }
}
