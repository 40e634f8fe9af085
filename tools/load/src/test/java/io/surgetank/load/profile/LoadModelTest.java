package io.surgetank.load.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadModelTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final RequestRate.Range RISING = RequestRate.Range.parse("100/s..1000/s");

  static List<LoadModel.Open> shapes() {
    return List.of(
        new ConstantRate(RequestRate.parse("200/s"), TEN_SECONDS),
        new StepShape(RISING, 5, TEN_SECONDS),
        new Spike(RISING, TEN_SECONDS),
        new Ramp(RISING, TEN_SECONDS),
        new Ramp(RequestRate.Range.parse("1000/s..1/s"), TEN_SECONDS));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void starts_are_increasing_and_within_the_duration(LoadModel.Open loadModel) {
    RateProfile rateProfile = loadModel.rateProfile();
    long before = -1;
    for (long n = 0; n < rateProfile.requests(); n++) {
      long start = rateProfile.startOf(n);
      assertThat(start).isGreaterThan(before).isLessThan(TEN_SECONDS.toNanos());
      before = start;
    }
    assertThat(rateProfile.nanos()).isCloseTo(TEN_SECONDS.toNanos(), offset(1000L));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void each_second_has_as_many_starts_as_the_rate(LoadModel.Open loadModel) {
    RateProfile rateProfile = loadModel.rateProfile();
    int[] starts = new int[10];
    for (long n = 0; n < rateProfile.requests(); n++)
      starts[(int) (rateProfile.startOf(n) / 1_000_000_000L)]++;

    for (int second = 0; second < 10; second++) {
      double intended = 0;
      for (int part = 0; part < 1000; part++)
        intended += rateProfile.rateAt((second * 1000L + part) * 1_000_000L) / 1000;
      assertThat((double) starts[second]).as("second " + second).isCloseTo(intended, offset(2.0));
    }
  }

  @Test
  void a_constant_rate_has_equal_intervals() {
    RateProfile rateProfile =
        new ConstantRate(RequestRate.parse("200/s"), TEN_SECONDS).rateProfile();

    assertThat(rateProfile.requests()).isEqualTo(2000);
    assertThat(rateProfile.startOf(0)).isZero();
    assertThat(rateProfile.startOf(1)).isEqualTo(5_000_000);
    assertThat(rateProfile.startOf(1999)).isEqualTo(9_995_000_000L);
  }

  @Test
  void steps_are_equal_from_the_first_rate_to_the_last() {
    RateProfile rateProfile = new StepShape(RISING, 4, Duration.ofSeconds(8)).rateProfile();

    assertThat(rateProfile.segments())
        .extracting(Segment::from)
        .containsExactly(100.0, 400.0, 700.0, 1000.0);
    assertThat(rateProfile.requests()).isEqualTo(2 * (100 + 400 + 700 + 1000));
  }

  @Test
  void a_spike_is_in_the_middle_third() {
    RateProfile rateProfile = new Spike(RISING, Duration.ofSeconds(9)).rateProfile();

    assertThat(rateProfile.rateAt(1)).isEqualTo(100);
    assertThat(rateProfile.rateAt(Duration.ofSeconds(4).toNanos())).isEqualTo(1000);
    assertThat(rateProfile.rateAt(Duration.ofSeconds(8).toNanos())).isEqualTo(100);
  }

  @Test
  void only_a_ramp_ends_when_the_server_is_overloaded() {
    assertThat(shapes().stream().map(LoadModel.Open::endsAtOverload))
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void batches_start_at_multiples_of_the_size_with_a_delay_between() {
    var closedLoop = new ClosedLoop(500, 50, 10, Duration.ofSeconds(1));

    assertThat(closedLoop.beginsBatch(50)).isTrue();
    assertThat(closedLoop.beginsBatch(51)).isFalse();
    assertThat(closedLoop.pausesBefore(0)).isFalse();
    assertThat(closedLoop.pausesBefore(50)).isTrue();
    assertThat(ClosedLoop.DEFAULT.pausesBefore(50)).isFalse();
    assertThat(ClosedLoop.sequential(10, Duration.ZERO).concurrency()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "0/s", "-1/s", "2/d", "1e3/s", "2000000/s", "/s"})
  void an_invalid_rate_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestRate.parse(text))
        .withMessageMatching(".*rate.*");
  }

  @Test
  void rates_are_read_per_second_minute_and_hour() {
    assertThat(RequestRate.parse("200/s").perSecond()).isEqualTo(200);
    assertThat(RequestRate.parse("3000/m").perSecond()).isEqualTo(50);
    assertThat(RequestRate.parse("1800/h").perSecond()).isEqualTo(0.5);
  }
}
