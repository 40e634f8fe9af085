package io.surgetank.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  private static final ValueParser<Rate> RATES = RateParser.withBurstOf(Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    "0s,PT0S",
    "500ms,PT0.5S",
    "10s,PT10S",
    "5m,PT5M",
    "12h,PT12H",
    "14d,P14D",
    "PT1.5S,PT1.5S",
    "P14D,P14D",
    "36500d,P36500D"
  })
  void durations_have_units(String text, Duration expected) {
    assertThat(Durations.read(text)).isEqualTo(new Parsed.Value<>(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10",
        "10x",
        "-1s",
        "1.5s",
        "10 s",
        "S",
        "s",
        "P",
        "PT",
        "-PT1S",
        "PT-1S",
        "36501d",
        "999999999999999d",
        "9999999999999999999s",
        "P99999999999999999D",
        "10S",
        "1h30m"
      })
  void other_durations_are_refused(String text) {
    assertThat(Durations.read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({"0B,0", "500B,500", "256KB,262144", "1MB,1048576", "999999999MB,1048575998951424"})
  void sizes_have_units(String text, long expected) {
    assertThat(SizeParser.read(text)).isEqualTo(new Parsed.Value<>(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1kb", "1 KB", "1.5KB", "-1B", "KB", "9999999999B", "1GB"})
  void other_sizes_are_refused(String text) {
    assertThat(SizeParser.read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({"0%,0", "30%,0.3", "0.5%,0.005", "100%,1"})
  void percentages_are_parsed(String text, double expected) {
    assertThat(PercentParser.read(text)).isEqualTo(new Parsed.Value<>(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0.3", "101%", "100.01%", "-1%", "%", "NaN%", "1e1%"})
  void other_percentages_are_refused(String text) {
    assertThat(PercentParser.read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500/s|500|PT1S|500",
        "500/s, burst 1000|500|PT1S|1000",
        "30/m|30|PT1M|1",
        "100/h|100|PT1H|1",
        "10/5s|10|PT5S|2",
        "1/500ms,burst 7|1|PT0.5S|7",
        "3 / s|3|PT1S|3"
      })
  void rates_are_permits_per_period(String text, int permits, Duration per, int burst) {
    assertThat(RATES.read(text)).isEqualTo(new Parsed.Value<>(new Rate(permits, per, burst)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500",
        "0/s",
        "500/s, burst 0",
        "/s",
        "5/",
        "5/0s",
        "5/w",
        "-1/s",
        "1.5/s",
        "1/999999d",
        "9999999999/s",
        "5/s burst 3"
      })
  void other_rates_are_refused(String text) {
    assertThat(RATES.read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @Test
  void a_delay_is_a_duration_or_a_range() {
    assertThat(DelayParser.read("2s..5s"))
        .isEqualTo(
            new Parsed.Value<>(new DelayParser(Duration.ofSeconds(2), Duration.ofSeconds(5))));
    assertThat(DelayParser.read("3s"))
        .isEqualTo(
            new Parsed.Value<>(new DelayParser(Duration.ofSeconds(3), Duration.ofSeconds(3))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5s..2s", "..", "2s..", "..2s", "2..5", "1s..2s..3s"})
  void other_delays_are_refused(String text) {
    assertThat(DelayParser.read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "10,10"})
  void counts_are_within_their_limits(String text, int expected) {
    assertThat(CountParser.between(1, 10).read(text)).isEqualTo(new Parsed.Value<>(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "1.0", "1e1", "", "99999999999999999999", "ten"})
  void other_counts_are_refused(String text) {
    assertThat(CountParser.between(1, 10).read(text)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0s", "PT0.5S,500ms", "PT90S,90s", "PT2M,2m", "PT12H,12h", "P14D,14d"})
  void durations_are_written_in_their_largest_unit(Duration duration, String expected) {
    assertThat(Durations.written(duration)).isEqualTo(expected);
  }
}
