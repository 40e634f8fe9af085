package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Percentages, `0%` to `100%`, read as 0 to 1.
final class PercentParser {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

  private PercentParser() {}

  static Parsed<Double> read(String text) {
    var matcher = FORM.matcher(text);
    if (matcher.matches()) {
      double share = new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
      if (share <= 1) return new Parsed.Value<>(share);
    }
    return new Parsed.Invalid<>(
        ErrorCollector.quote(text) + " is not a percentage", "use 0% to 100%, such as 30% or 0.5%");
  }
}
