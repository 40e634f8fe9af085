package io.surgetank.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakRuleTest {
  private final Meter meter = new Meter(Meter.HistogramLog.NONE);

  private void answers(int count, String code, long millis) {
    for (int i = 0; i < count; i++) {
      meter.begin();
      meter.answer(code, millis * 1_000_000, code.equals("503"));
    }
  }

  private Duration now = Duration.ofSeconds(10);

  private boolean isBroken() {
    return BreakRule.DEFAULT.brokenBy(meter.tick(now, ServerBacklog.UNKNOWN)).isPresent();
  }

  @Test
  void a_server_that_answers_in_time_is_whole() {
    answers(1000, "202", 100);

    assertThat(isBroken()).isFalse();
  }

  @Test
  void two_overloads_in_a_hundred_are_too_many_and_one_is_not() {
    answers(99, "202", 1);
    answers(1, "503", 1);
    assertThat(isBroken()).isFalse();

    answers(98, "202", 1);
    answers(2, "503", 1);
    assertThat(isBroken()).isTrue();
  }

  @Test
  void two_slow_answers_in_a_hundred_are_too_many() {
    answers(98, "202", 1);
    answers(2, "202", 1500);

    assertThat(isBroken()).isTrue();
  }

  @Test
  void silence_is_broken_only_while_somebody_waits() {
    assertThat(isBroken()).isFalse();
    for (int i = 0; i < 10; i++) meter.begin();
    assertThat(isBroken()).isTrue();
  }

  @Test
  void the_first_seconds_are_for_warming_up() {
    now = Duration.ofSeconds(5);
    answers(100, "503", 1500);

    assertThat(isBroken()).isFalse();
  }

  @Test
  void a_backlog_is_read_from_the_metrics() {
    String metrics =
        """
        # HELP x
        surgetank_waiting{pipeline="a"} 3
        surgetank_waiting{pipeline="b"} 4
        surgetank_processed_total{pipeline="a"} 5
        """;

    assertThat(ServerBacklog.read(metrics, "a").waiting()).hasValue(3);
    assertThat(ServerBacklog.read(metrics, "").waiting()).hasValue(7);
    assertThat(ServerBacklog.read(metrics, "b").processed()).isEmpty();
    assertThat(ServerBacklog.read("<html>", "")).isEqualTo(ServerBacklog.UNKNOWN);
  }
}
