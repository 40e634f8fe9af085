package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Shares in percent, `0%` to `100%`, read as 0 to 1.
final class Percents {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

  private Percents() {}

  static Read<Double> read(String text) {
    var matcher = FORM.matcher(text);
    if (matcher.matches()) {
      double share = new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
      if (share <= 1) return new Read.Good<>(share);
    }
    return new Read.Bad<>(
        Faults.quote(text) + " is not a share", "write 0% to 100%, such as 30% or 0.5%");
  }
}
