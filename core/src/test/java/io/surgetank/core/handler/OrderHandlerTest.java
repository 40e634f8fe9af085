package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.work.Outcome;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderHandlerTest {
  @Test
  void the_total_of_one_product_is_exact() {
    assertThat(work("{\"productId\":\"TEST\",\"quantity\":1,\"unitPrice\":100.00}"))
        .isEqualTo(processed("{\"total\":100.00,\"quantity\":1}"));
    assertThat(work("{\"productId\":\"TEST\",\"quantity\":3,\"unitPrice\":0.1}"))
        .isEqualTo(processed("{\"total\":0.3,\"quantity\":3}"));
  }

  @Test
  void items_and_their_units_are_counted() {
    assertThat(
            work(
                "{\"email\":\"a@b.c\",\"items\":[{\"sku\":\"A\",\"qty\":2},{\"sku\":\"B\",\"qty\":5}]}"))
        .isEqualTo(processed("{\"items\":2,\"units\":7}"));
  }

  @Test
  void an_order_with_an_id_has_a_total_if_it_has_the_numbers() {
    assertThat(work("{\"order_id\":\"o-1\",\"quantity\":3,\"price\":42}"))
        .isEqualTo(processed("{\"total\":126,\"quantity\":3}"));
    assertThat(work("{\"order_id\":\"o-1\",\"quantity\":3}"))
        .isEqualTo(processed("{\"order_id\":\"o-1\"}"));
    assertThat(work("{\"order_id\":7,\"price\":\"42\",\"quantity\":1}"))
        .isEqualTo(processed("{\"order_id\":7}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"productId\":\"T\",\"quantity\":1,\"unitPrice\":1E999999999}",
        "{\"productId\":\"T\",\"quantity\":1,\"unitPrice\":1E-999999999}",
        "{\"productId\":\"T\",\"quantity\":1E39,\"unitPrice\":1E39}",
        "{\"productId\":\"T\",\"quantity\":0,\"unitPrice\":1E999999999}",
        "{\"items\":[{\"qty\":1},{\"qty\":1E2000000000}]}",
        "{\"order_id\":\"o\",\"quantity\":1E-2000000000,\"price\":1E-2000000000}"
      })
  void arithmetic_overflow_is_a_dead_letter_with_a_message(String payload) {
    Outcome outcome = work(payload);

    assertThat(outcome).isInstanceOf(Outcome.Dead.class);
    assertThat(((Outcome.Dead) outcome).failure()).contains("overflow");
  }

  @Test
  void numbers_of_up_to_40_digits_before_and_after_the_point_are_processed() {
    String whole = "9".repeat(40);
    String fraction = "0." + "0".repeat(39) + "1";
    String order = "{\"productId\":\"T\",\"quantity\":1,\"unitPrice\":%s}";

    assertThat(work(order.formatted(whole))).isInstanceOf(Outcome.Processed.class);
    assertThat(work(order.formatted(whole + "9"))).isInstanceOf(Outcome.Dead.class);
    assertThat(work(order.formatted(fraction))).isInstanceOf(Outcome.Processed.class);
    assertThat(work(order.formatted(fraction + "1"))).isInstanceOf(Outcome.Dead.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"productId\":\"T\"}",
        "{\"productId\":\"T\",\"quantity\":\"1\",\"unitPrice\":1}",
        "{\"items\":[7]}",
        "{\"items\":[{\"qty\":true}]}"
      })
  void an_invalid_order_is_a_dead_letter(String payload) {
    assertThat(work(payload)).isInstanceOf(Outcome.Dead.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_total_within_the_limits_is_exact_and_can_be_read_back(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      int quantity = random.nextInt(1_000_000);
      BigDecimal price = BigDecimal.valueOf(random.nextLong(), random.nextInt(20));

      Outcome outcome =
          work("{\"productId\":\"T\",\"quantity\":" + quantity + ",\"unitPrice\":" + price + "}");

      BigDecimal total =
          Json.read(((Outcome.Processed) outcome).result()).path("total").decimalValue();
      assertThat(total).isEqualTo(price.multiply(BigDecimal.valueOf(quantity)));
    }
  }

  private static Outcome work(String payload) {
    return new OrderHandler().handle(SampleJobs.job(payload), SampleJobs.FIRST);
  }

  private static Outcome processed(String result) {
    return new Outcome.Processed(result);
  }
}
