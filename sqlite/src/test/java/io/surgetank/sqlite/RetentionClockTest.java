package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The times of a store.
class RetentionClockTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant wall = START;
  private long nanos = 7_000_000;
  private final StoreClock clock = new StoreClock(() -> wall, () -> nanos, 0);

  @Test
  void durations_do_not_depend_on_the_wall_clock() {
    nanos += Duration.ofSeconds(5).toNanos();
    wall = START.plus(Duration.ofDays(9));

    assertThat(clock.elapsed()).isEqualTo(5_000);
    assertThat(clock.now()).isEqualTo(START.toEpochMilli() + 5_000);
    assertThat(clock.moment()).isEqualTo(wall.toEpochMilli());
  }

  @Test
  void time_continues_after_that_of_the_process_before() {
    long before = START.plusSeconds(60).toEpochMilli();

    assertThat(new StoreClock(() -> wall, () -> nanos, before).now()).isEqualTo(before);
  }

  @Test
  void a_time_is_shown_by_the_wall_clock_if_that_was_set() {
    long due = clock.now() + 60_000;

    assertThat(clock.shown(due)).isEqualTo(due);
    wall = START.plusMillis(999);
    assertThat(clock.shown(due)).isEqualTo(due);
    wall = START.plusMillis(1_000);
    assertThat(clock.shown(due)).isEqualTo(due + 1_000);
    wall = START.minusMillis(1_000);
    assertThat(clock.shown(due)).isEqualTo(due - 1_000);
  }

  @Test
  void the_time_is_stored_for_retries_every_ten_minutes() {
    long now = clock.now();

    assertThat(clock.mustStore(now)).isTrue();
    assertThat(clock.mustStore(now + RetentionClock.KEEP_MILLIS - 1)).isFalse();
    assertThat(clock.mustStore(now + RetentionClock.KEEP_MILLIS)).isTrue();
    assertThat(clock.mustStore(now + RetentionClock.KEEP_MILLIS)).isFalse();
  }
}
