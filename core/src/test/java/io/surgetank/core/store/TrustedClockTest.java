package io.surgetank.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedClockTest {
  private static final long WALL = 1_700_000_000_000L;
  private static final long ELAPSED = 5_000_000L;
  private static final long SECOND = Duration.ofSeconds(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final TrustedClock clock = TrustedClock.beginning(WALL, ELAPSED);

  @Test
  void the_time_is_the_wall_clocks_while_it_advances_evenly() {
    observe(10 * DAY, 10 * DAY);

    assertTrusted(10 * DAY);
    assertThat(clock.step()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600_000, -3_600_000})
  void a_step_of_up_to_an_hour_is_trusted(long step) {
    observe(SECOND + step, SECOND);

    assertTrusted(SECOND + step);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600_001, -3_600_001})
  void a_longer_step_is_in_doubt(long step) {
    observe(SECOND + step, SECOND);

    assertThat(clock.now()).isEmpty();
    assertThat(clock.step()).isEqualTo(Duration.ofMillis(step));
  }

  @Test
  void small_steps_are_measured_from_the_last_trusted_time() {
    observe(HOUR, 0);
    observe(2 * HOUR, 0);

    assertTrusted(2 * HOUR);
  }

  @Test
  void a_clock_that_is_corrected_is_trusted_at_once() {
    observe(30 * DAY, SECOND);
    observe(2 * SECOND, 2 * SECOND);

    assertTrusted(2 * SECOND);
    assertThat(clock.step()).isZero();
  }

  @Test
  void a_clock_that_was_set_is_trusted_after_a_day_of_even_time() {
    observe(30 * DAY, 0);
    observe(31 * DAY - 1, DAY - 1);
    assertThat(clock.now()).isEmpty();

    observe(31 * DAY, DAY);
    assertTrusted(31 * DAY);
  }

  @Test
  void another_step_in_doubt_starts_the_day_again() {
    observe(30 * DAY, 0);
    observe(60 * DAY, DAY / 2);
    observe(60 * DAY + DAY / 2, DAY);
    assertThat(clock.now()).isEmpty();

    observe(61 * DAY, DAY + DAY / 2);
    assertTrusted(61 * DAY);
  }

  @Test
  void a_small_step_in_doubt_does_not_start_the_day_again() {
    observe(30 * DAY, 0);
    observe(30 * DAY + DAY / 2 + HOUR, DAY / 2);
    observe(31 * DAY, DAY);

    assertTrusted(31 * DAY);
  }

  @Test
  void the_mark_is_the_trusted_time_of_the_last_observation() {
    observe(3 * DAY, 3 * DAY);
    assertThat(clock.mark()).isEqualTo(WALL + 3 * DAY);

    observe(30 * DAY, 3 * DAY + HOUR);
    assertThat(clock.mark()).isEqualTo(WALL + 3 * DAY + HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600_000, 0, 86_400_000})
  void a_process_that_was_down_for_up_to_a_day_trusts_the_wall_clock(long later) {
    TrustedClock next = TrustedClock.continuing(WALL, WALL + later, 7);

    assertThat(next.now()).hasValue(WALL + later);
    assertThat(next.mark()).isEqualTo(WALL + later);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600_001, 86_400_001})
  void a_wall_clock_further_from_the_mark_is_in_doubt(long later) {
    TrustedClock next = TrustedClock.continuing(WALL, WALL + later, 7);

    assertThat(next.now()).isEmpty();
    assertThat(next.step()).isEqualTo(Duration.ofMillis(later));
    assertThat(next.mark()).isEqualTo(WALL);
  }

  private void observe(long wall, long elapsed) {
    clock.observe(WALL + wall, ELAPSED + elapsed);
  }

  private void assertTrusted(long wall) {
    assertThat(clock.now()).isEqualTo(OptionalLong.of(WALL + wall));
  }
}
