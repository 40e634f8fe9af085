package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;
import java.util.regex.Pattern;

/// Sizes: a whole number and `B`, `KB` (1024 bytes) or `MB` (1024 KB). Read as bytes.
final class Sizes {
  private static final String CURE =
      "write a whole number and one of B, KB (1024 bytes) or MB, such as 256KB";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KB|MB)");

  private Sizes() {}

  static Read<Long> read(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      String problem = text.matches("\\d+") ? " has no unit" : " is not a size";
      return new Read.Bad<>(Faults.quote(text) + problem, CURE);
    }
    long count = Long.parseLong(matcher.group(1));
    return new Read.Good<>(
        switch (matcher.group(2)) {
          case "KB" -> count << 10;
          case "MB" -> count << 20;
          default -> count;
        });
  }
}
