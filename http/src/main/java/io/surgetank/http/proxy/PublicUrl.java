package io.surgetank.http.proxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The URL under which clients reach the server through its proxies.
///
/// @param text without a slash at its end
/// @param host without the port
public record PublicUrl(String text, String host) {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

  /// Reads a URL such as `https://jobs.example.com/queue`. Throws [IllegalArgumentException] with a
  /// message for the user.
  public static PublicUrl parse(String text) {
    try {
      return of(new URI(text), text);
    } catch (URISyntaxException malformed) {
      throw invalid(text, malformed);
    }
  }

  private static PublicUrl of(URI url, String text) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean isBase =
        (scheme.equals("https") || scheme.equals("http"))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && PATH.matcher(url.getRawPath()).matches()
            && url.normalize().getRawPath().equals(url.getRawPath());
    if (!isBase) throw invalid(text, null);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int standardPort = scheme.equals("https") ? 443 : 80;
    String port = url.getPort() < 0 || url.getPort() == standardPort ? "" : ":" + url.getPort();
    String path = url.getRawPath().replaceFirst("/$", "");
    return new PublicUrl(scheme + "://" + host + port + path, host);
  }

  private static IllegalArgumentException invalid(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "invalid URL '"
            + text
            + "': use, for example, https://jobs.example.com or https://example.com/jobs",
        cause);
  }
}
