package io.surgetank.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverloadRuleTest {
  private final Meter meter = new Meter(Meter.HistogramLog.NONE);

  private void responses(int count, String code, long millis) {
    for (int i = 0; i < count; i++) {
      meter.begin();
      meter.record(code, millis * 1_000_000, code.equals("503"));
    }
  }

  private Duration now = Duration.ofSeconds(10);

  private boolean isBroken() {
    return OverloadRule.DEFAULT.overloadReason(meter.tick(now, ServerBacklog.UNKNOWN)).isPresent();
  }

  @Test
  void a_server_that_responds_in_time_is_not_broken() {
    responses(1000, "202", 100);

    assertThat(isBroken()).isFalse();
  }

  @Test
  void two_percent_overloads_are_broken_and_one_percent_is_not() {
    responses(99, "202", 1);
    responses(1, "503", 1);
    assertThat(isBroken()).isFalse();

    responses(98, "202", 1);
    responses(2, "503", 1);
    assertThat(isBroken()).isTrue();
  }

  @Test
  void two_percent_slow_responses_are_broken() {
    responses(98, "202", 1);
    responses(2, "202", 1500);

    assertThat(isBroken()).isTrue();
  }

  @Test
  void no_responses_are_broken_only_while_requests_are_in_flight() {
    assertThat(isBroken()).isFalse();
    for (int i = 0; i < 10; i++) meter.begin();
    assertThat(isBroken()).isTrue();
  }

  @Test
  void the_warm_up_is_not_judged() {
    now = Duration.ofSeconds(5);
    responses(100, "503", 1500);

    assertThat(isBroken()).isFalse();
  }

  @Test
  void a_backlog_is_read_from_the_metrics() {
    String metrics =
        """
        # HELP x
        surgetank_unfinished_jobs{pipeline="a"} 3
        surgetank_unfinished_jobs{pipeline="b"} 4
        surgetank_processed_total{pipeline="a"} 5
        """;

    assertThat(ServerBacklog.read(metrics, "a").unfinished()).hasValue(3);
    assertThat(ServerBacklog.read(metrics, "").unfinished()).hasValue(7);
    assertThat(ServerBacklog.read(metrics, "b").processed()).isEmpty();
    assertThat(ServerBacklog.read("<html>", "")).isEqualTo(ServerBacklog.UNKNOWN);
  }
}
