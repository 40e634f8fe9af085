package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.util.regex.Pattern;

/// Sizes: an integer and `B`, `KB` (1024 bytes) or `MB` (1024 KB). Read as bytes.
final class SizeParser {
  private static final String HINT =
      "use an integer and one of B, KB (1024 bytes) or MB, such as 256KB";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KB|MB)");

  private SizeParser() {}

  static Parsed<Long> read(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      String problem = text.matches("\\d+") ? " has no unit" : " is not a size";
      return new Parsed.Invalid<>(ErrorCollector.quote(text) + problem, HINT);
    }
    long count = Long.parseLong(matcher.group(1));
    return new Parsed.Value<>(
        switch (matcher.group(2)) {
          case "KB" -> count << 10;
          case "MB" -> count << 20;
          default -> count;
        });
  }
}
