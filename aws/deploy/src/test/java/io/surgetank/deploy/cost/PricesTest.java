package io.surgetank.deploy.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bills that were computed by hand: one message an order, batches of ten, 512 MB, 20 ms for the
/// producer and 60 ms for a batch, two write units, 800 bytes kept, 250 bytes a log line, six
/// alarms, one idle queue.
class PricesTest {
  @ParameterizedTest(name = "{0}, {1} orders")
  @CsvSource({
    "us-east-1, 1e6, 4.4450, 2.6092",
    "us-east-1, 1e8, 359.4426, 344.1593",
    "eu-central-1, 1e6, 5.0331, 3.0842",
    "eu-central-1, 1e8, 418.2476, 400.9143",
  })
  void golden_bills_come_out(String region, double orders, double whole, double afterFree) {
    Prices prices = region.equals("us-east-1") ? Prices.US_EAST_1 : Prices.EU_CENTRAL_1;
    double batches = orders / 10;
    var usage =
        new Usage(
            Map.of(
                LineItem.API,
                orders,
                LineItem.CALLS,
                orders + batches,
                LineItem.COMPUTE,
                orders * 0.020 * 0.5 + batches * 0.060 * 0.5,
                LineItem.MESSAGES,
                orders + 2 * batches + 648_000,
                LineItem.WRITES,
                2 * orders,
                LineItem.STORAGE,
                orders * 800 / 1e9,
                LineItem.LOGS,
                (2 * orders + batches) * 250 / 1e9,
                LineItem.ALARMS,
                6.0));

    assertThat(prices.of(usage)).isCloseTo(whole, within(1e-4));
    assertThat(prices.of(usage.beyond(Usage.ALWAYS_FREE))).isCloseTo(afterFree, within(1e-4));
  }

  /// 0.50 for a million requests to a FIFO queue, 0.40 for the others'; all else is the same.
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000, 100_000_000})
  void requests_to_a_fifo_queue_cost_a_quarter_more(long jobs) {
    Usage inOrder = MonthlyUsage.ordered(jobs, 1).usage();
    Usage without = MonthlyUsage.of(jobs, 1, 1).usage();

    for (Prices prices : List.of(Prices.US_EAST_1, Prices.EU_CENTRAL_1)) {
      double standard = prices.of(LineItem.MESSAGES, without);
      assertThat(prices.of(LineItem.ORDERED_MESSAGES, inOrder))
          .isCloseTo(1.25 * standard, within(1e-9));
      assertThat(prices.of(inOrder) - prices.of(without)).isCloseTo(0.25 * standard, within(1e-6));
    }
  }
}
