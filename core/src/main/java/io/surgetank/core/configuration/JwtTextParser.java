package io.surgetank.core.configuration;

import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.access.JwtSettings.KeySetLocation;
import io.surgetank.core.configuration.ValueParser.Parsed;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Strings of `access.jwt`. The published schema has the same patterns.
final class JwtTextParser {
  private static final Pattern IDENTIFIER = Pattern.compile("[!-~]{1,255}");
  private static final Pattern CLAIM_VALUE = Pattern.compile("[!-~](?:[ -~]{0,253}[!-~])?");
  private static final Pattern FILE = Pattern.compile("[^\\x00-\\x1F\\x7F]{1,1000}");

  private static final String PORT =
      "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]"
          + "|6553[0-5]))?";

  private static final String PATH = "(?:[/?](?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~!$&'()*+,;=:@/?-])*)?";

  private static final Pattern HTTPS =
      Pattern.compile("https://(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])" + PORT + PATH);

  /// Keys that are sent in clear text could be replaced on their way.
  private static final Pattern HTTP_ON_LOOPBACK =
      Pattern.compile("http://(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])" + PORT + PATH);

  private JwtTextParser() {}

  /// An issuer, an audience, or the name of a claim.
  static Parsed<String> identifier(String text) {
    return IDENTIFIER.matcher(text).matches()
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " has a blank or another character than ASCII",
            "use 1 to 255 characters, exactly as in the tokens");
  }

  static Parsed<String> claimValue(String text) {
    return CLAIM_VALUE.matcher(text).matches()
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " is not a value of a claim",
            "use 1 to 255 ASCII characters, without blanks at the ends");
  }

  static Parsed<Algorithm> algorithm(String text) {
    Optional<Algorithm> known =
        Arrays.stream(Algorithm.values()).filter(it -> it.label().equals(text)).findFirst();
    if (known.isPresent()) return new Parsed.Value<>(known.get());
    List<String> labels = Arrays.stream(Algorithm.values()).map(Algorithm::label).toList();
    return new Parsed.Invalid<>(
        ErrorCollector.quote(text) + " is not allowed", "use " + String.join(", ", labels));
  }

  static Parsed<String> file(String text) {
    return !text.isBlank() && !text.contains("://") && FILE.matcher(text).matches()
        ? new Parsed.Value<>(text)
        : new Parsed.Invalid<>(
            ErrorCollector.quote(text) + " is not a file", "use the path of a file");
  }

  static Parsed<KeySetLocation> location(String text) {
    if (!text.contains("://"))
      return switch (file(text)) {
        case Parsed.Value<String>(var path) -> new Parsed.Value<>(new KeySetLocation.File(path));
        case Parsed.Invalid<String>(var problem, var hint) -> new Parsed.Invalid<>(problem, hint);
      };
    if (!HTTPS.matcher(text).matches() && !HTTP_ON_LOOPBACK.matcher(text).matches())
      return new Parsed.Invalid<>(
          ErrorCollector.quote(text) + " is neither an https URL nor a file",
          "use https://host/path (http:// only on a loopback address), or the path of a file");
    try {
      return new Parsed.Value<>(new KeySetLocation.Url(URI.create(text), ""));
    } catch (IllegalArgumentException noAddress) {
      return new Parsed.Invalid<>(
          ErrorCollector.quote(text) + " is not an IPv6 address in brackets",
          "correct the address");
    }
  }
}
