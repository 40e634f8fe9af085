package io.surgetank.core.pipeline;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The target of a request: an `http` or `https` URL with a resolvable host and a valid port. Names
/// as in private networks (`my_service`) are allowed; internationalized names are in their ASCII
/// form.
public record TargetUrl(URI uri) {

  /// Labels of 1 to 63 characters (RFC 1123, with underscores); the dot of the root may follow.
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int MAX_PORT = 65_535;

  /// Throws [IllegalArgumentException] with a message for the user.
  public static TargetUrl of(String text) {
    URI uri = parsed(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    if ((!scheme.equals("http") && !scheme.equals("https")) || authority == null)
      throw new IllegalArgumentException("it must begin with http:// or https:// and a host");
    if (authority.contains("@"))
      throw new IllegalArgumentException(
          "it contains a user name or password; send an Authorization header instead");
    if (uri.getRawFragment() != null)
      throw new IllegalArgumentException("it has a fragment (#), which is never sent; remove it");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new TargetUrl(
        URI.create(
            URI.create(scheme + "://" + host(uri, authority) + path + query).toASCIIString()));
  }

  private static URI parsed(String text) {
    if (text.chars().anyMatch(Character::isWhitespace))
      throw new IllegalArgumentException("it contains whitespace; write %20 for a space");
    try {
      return new URI(text);
    } catch (URISyntaxException unreadable) {
      throw new IllegalArgumentException(
          "it is not a valid URL: " + unreadable.getReason(), unreadable);
    }
  }

  private static String host(URI uri, String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    if (end < 0) end = authority.length();
    String host = authority.substring(0, end);
    String port = authority.substring(end);
    if (!port.isEmpty() && !port.equals(":")) checkPort(port.substring(1));
    if (host.startsWith("[")) {
      if (uri.getHost() == null)
        throw new IllegalArgumentException(host + " is not an IPv6 address");
      return host + (port.equals(":") ? "" : port);
    }
    return name(host) + (port.equals(":") ? "" : port);
  }

  private static void checkPort(String port) {
    int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
    if (number < 1 || number > MAX_PORT)
      throw new IllegalArgumentException("invalid port " + port + "; ports are 1 to 65535");
  }

  private static String name(String host) {
    String ascii;
    try {
      ascii = host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException unwritable) {
      throw new IllegalArgumentException(host + " is not a host name", unwritable);
    }
    if (!NAME.matcher(ascii).matches())
      throw new IllegalArgumentException("'" + host + "' is not a host name");
    return ascii;
  }
}
