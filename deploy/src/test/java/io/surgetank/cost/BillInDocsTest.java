package io.surgetank.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The tables of docs/aws.md are what the model says.
class BillInDocsTest {
  private static final List<Month> MONTHS =
      List.of(new Month(1_000_000, 1, 1), new Month(100_000_000, 1, 10));

  @Test
  void the_documented_bill_is_the_model_s() throws Exception {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) here = here.getParent();

    assertThat(Files.readString(here.resolve("docs/aws.md"))).contains(table());
  }

  private static String table() {
    var rows = new ArrayList<String>();
    for (Part part : Part.values()) {
      var cells = new ArrayList<String>();
      for (Prices prices : List.of(Prices.US_EAST_1, Prices.EU_CENTRAL_1))
        for (Month month : MONTHS) cells.add(dollars(prices.of(part, month.amounts())));
      rows.add(row(part.words(), cells));
    }
    rows.add(row("**in all**", totals(Amounts.NONE)));
    rows.add(row("**after what is always free**", totals(Amounts.ALWAYS_FREE)));
    return String.join("\n", rows);
  }

  private static List<String> totals(Amounts free) {
    var cells = new ArrayList<String>();
    for (Prices prices : List.of(Prices.US_EAST_1, Prices.EU_CENTRAL_1))
      for (Month month : MONTHS)
        cells.add("**" + dollars(prices.of(month.amounts().beyond(free))) + "**");
    return cells;
  }

  private static String row(String what, List<String> cells) {
    return "| " + what + " | " + String.join(" | ", cells) + " |";
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }
}
