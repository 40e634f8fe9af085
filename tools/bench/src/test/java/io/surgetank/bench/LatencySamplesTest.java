package io.surgetank.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencySamplesTest {
  private static final List<Double> HUNDRED =
      IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

  @Test
  void a_percentile_is_told_by_enough_samples() {
    var latencySamples = new LatencySamples(HUNDRED.reversed(), 0);

    assertThat(latencySamples.words(0.5)).isEqualTo("51.0");
    assertThat(latencySamples.words(0.99)).isEqualTo("100");
  }

  @Test
  void a_percentile_that_too_few_samples_would_tell_is_not_told() {
    assertThat(new LatencySamples(HUNDRED, 0).words(0.999)).isEqualTo("–");
    assertThat(new LatencySamples(List.of(), 0).words(0.5)).isEqualTo("–");
  }

  @Test
  void what_was_given_up_on_makes_a_percentile_a_least() {
    var latencySamples = new LatencySamples(HUNDRED, 10);

    assertThat(latencySamples.words(0.99)).startsWith("≥");
    assertThat(latencySamples.words(0.5)).isEqualTo("51.0");
  }
}
