package io.surgetank.load.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Rate.Range RISING = Rate.Range.parse("100/s..1000/s");

  static List<Shape.Open> shapes() {
    return List.of(
        new ConstantRate(Rate.parse("200/s"), TEN_SECONDS),
        new Steps(RISING, 5, TEN_SECONDS),
        new Spike(RISING, TEN_SECONDS),
        new Ramp(RISING, TEN_SECONDS),
        new Ramp(Rate.Range.parse("1000/s..1/s"), TEN_SECONDS));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void starts_rise_and_end_within_the_duration(Shape.Open shape) {
    Course course = shape.course();
    long before = -1;
    for (long n = 0; n < course.requests(); n++) {
      long start = course.startOf(n);
      assertThat(start).isGreaterThan(before).isLessThan(TEN_SECONDS.toNanos());
      before = start;
    }
    assertThat(course.nanos()).isCloseTo(TEN_SECONDS.toNanos(), offset(1000L));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void so_many_start_in_each_second_as_the_rate_says(Shape.Open shape) {
    Course course = shape.course();
    int[] starts = new int[10];
    for (long n = 0; n < course.requests(); n++)
      starts[(int) (course.startOf(n) / 1_000_000_000L)]++;

    for (int second = 0; second < 10; second++) {
      double meant = 0;
      for (int part = 0; part < 1000; part++)
        meant += course.rateAt((second * 1000L + part) * 1_000_000L) / 1000;
      assertThat((double) starts[second]).as("second " + second).isCloseTo(meant, offset(2.0));
    }
  }

  @Test
  void a_constant_rate_is_even() {
    Course course = new ConstantRate(Rate.parse("200/s"), TEN_SECONDS).course();

    assertThat(course.requests()).isEqualTo(2000);
    assertThat(course.startOf(0)).isZero();
    assertThat(course.startOf(1)).isEqualTo(5_000_000);
    assertThat(course.startOf(1999)).isEqualTo(9_995_000_000L);
  }

  @Test
  void steps_rise_evenly_from_the_first_rate_to_the_last() {
    Course course = new Steps(RISING, 4, Duration.ofSeconds(8)).course();

    assertThat(course.segments())
        .extracting(Segment::from)
        .containsExactly(100.0, 400.0, 700.0, 1000.0);
    assertThat(course.requests()).isEqualTo(2 * (100 + 400 + 700 + 1000));
  }

  @Test
  void a_spike_comes_in_the_middle_third() {
    Course course = new Spike(RISING, Duration.ofSeconds(9)).course();

    assertThat(course.rateAt(1)).isEqualTo(100);
    assertThat(course.rateAt(Duration.ofSeconds(4).toNanos())).isEqualTo(1000);
    assertThat(course.rateAt(Duration.ofSeconds(8).toNanos())).isEqualTo(100);
  }

  @Test
  void only_a_ramp_ends_when_the_server_breaks() {
    assertThat(shapes().stream().map(Shape.Open::endsAtBreak))
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void batches_begin_anew_and_pause_between() {
    var batches = new Batches(500, 50, 10, Duration.ofSeconds(1));

    assertThat(batches.beginsBatch(50)).isTrue();
    assertThat(batches.beginsBatch(51)).isFalse();
    assertThat(batches.pausesBefore(0)).isFalse();
    assertThat(batches.pausesBefore(50)).isTrue();
    assertThat(Batches.DEFAULT.pausesBefore(50)).isFalse();
    assertThat(Batches.sequential(10, Duration.ZERO).concurrency()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "0/s", "-1/s", "2/d", "1e3/s", "2000000/s", "/s"})
  void what_is_no_rate_is_refused_in_a_sentence(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.parse(text))
        .withMessageMatching(".*rate.*");
  }

  @Test
  void rates_are_read_per_second_minute_and_hour() {
    assertThat(Rate.parse("200/s").perSecond()).isEqualTo(200);
    assertThat(Rate.parse("3000/m").perSecond()).isEqualTo(50);
    assertThat(Rate.parse("1800/h").perSecond()).isEqualTo(0.5);
  }
}
