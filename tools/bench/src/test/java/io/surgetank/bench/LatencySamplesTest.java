package io.surgetank.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencySamplesTest {
  private static final List<Double> HUNDRED =
      IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

  @Test
  void a_percentile_is_shown_if_there_are_enough_samples() {
    var latencySamples = new LatencySamples(HUNDRED.reversed(), 0);

    assertThat(latencySamples.text(0.5)).isEqualTo("51.0");
    assertThat(latencySamples.text(0.99)).isEqualTo("100");
  }

  @Test
  void a_percentile_is_not_shown_if_there_are_too_few_samples() {
    assertThat(new LatencySamples(HUNDRED, 0).text(0.999)).isEqualTo("–");
    assertThat(new LatencySamples(List.of(), 0).text(0.5)).isEqualTo("–");
  }

  @Test
  void a_percentile_of_unfinished_samples_is_a_lower_bound() {
    var latencySamples = new LatencySamples(HUNDRED, 10);

    assertThat(latencySamples.text(0.99)).startsWith("≥");
    assertThat(latencySamples.text(0.5)).isEqualTo("51.0");
  }
}
