package io.surgetank.deploy.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The tables of docs/aws/deploying.md are what the model says.
class BillInDocsTest {
  private static final List<MonthlyUsage> MONTHS =
      List.of(MonthlyUsage.of(1_000_000, 1, 1), MonthlyUsage.of(100_000_000, 1, 10));

  private static final List<MonthlyUsage> IN_ORDER =
      List.of(MonthlyUsage.ordered(1_000_000, 1), MonthlyUsage.ordered(100_000_000, 1));

  @Test
  void the_documented_bill_is_the_model_s() throws Exception {
    var rows = new ArrayList<String>();
    for (LineItem lineItem : LineItem.values())
      if (lineItem != LineItem.ORDERED_MESSAGES) rows.add(row(lineItem, MONTHS));
    rows.addAll(totals(MONTHS));

    assertThat(documented()).contains(String.join("\n", rows) + "\n\n");
  }

  @Test
  void so_is_that_of_a_pipeline_in_order() throws Exception {
    var rows = new ArrayList<String>();
    for (LineItem lineItem :
        List.of(LineItem.CALLS, LineItem.COMPUTE, LineItem.ORDERED_MESSAGES, LineItem.LOGS))
      rows.add(row(lineItem, IN_ORDER));
    rows.addAll(totals(IN_ORDER));

    assertThat(documented()).contains(String.join("\n", rows) + "\n\n");
  }

  /// `CapacityUnitsTest` of `aws/functions` measures the documented units.
  @Test
  void the_model_s_capacity_units_are_those_of_the_documented_table() throws Exception {
    String row =
        documented()
            .lines()
            .filter(line -> line.startsWith("| a job of 500 bytes |"))
            .findFirst()
            .orElseThrow();

    assertThat(row)
        .endsWith("| %.0f | %.0f |".formatted(MonthlyUsage.WRITES_A_JOB, MonthlyUsage.READS_A_JOB));
  }

  private static String documented() throws IOException {
    return Files.readString(Path.of("../../docs/aws/deploying.md"));
  }

  private static String row(LineItem lineItem, List<MonthlyUsage> months) {
    var cells = new ArrayList<String>();
    for (Prices prices : List.of(Prices.US_EAST_1, Prices.EU_CENTRAL_1))
      for (MonthlyUsage monthlyUsage : months)
        cells.add(dollars(prices.of(lineItem, monthlyUsage.usage())));
    return row(lineItem.label(), cells);
  }

  private static List<String> totals(List<MonthlyUsage> months) {
    return List.of(
        row("**total**", totals(months, Usage.NONE)),
        row("**after the permanent free tier**", totals(months, Usage.ALWAYS_FREE)));
  }

  private static List<String> totals(List<MonthlyUsage> months, Usage free) {
    var cells = new ArrayList<String>();
    for (Prices prices : List.of(Prices.US_EAST_1, Prices.EU_CENTRAL_1))
      for (MonthlyUsage monthlyUsage : months)
        cells.add("**" + dollars(prices.of(monthlyUsage.usage().beyond(free))) + "**");
    return cells;
  }

  private static String row(String what, List<String> cells) {
    return "| " + what + " | " + String.join(" | ", cells) + " |";
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }
}
