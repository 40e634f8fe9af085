package io.surgetank.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatTest {
  private static String written(LogFormat format, Object... fields) {
    var text = new StringBuilder();
    format.append(text, new LogLine(1_768_000_000_042L, LogLevel.WARN, "retried", List.of(fields)));
    return text.toString();
  }

  @Test
  void text_lines_are_keys_and_values() {
    assertThat(written(LogFormat.TEXT, "pipeline", "orders", "attempt", 2, "failure", "no stock"))
        .isEqualTo(
            "time=2026-01-09T23:06:40.042Z level=warn event=retried pipeline=orders attempt=2"
                + " failure=\"no stock\"\n");
  }

  @Test
  void json_lines_are_objects_with_numbers_as_numbers() {
    assertThat(written(LogFormat.JSON, "pipeline", "orders", "attempt", 2))
        .isEqualTo(
            "{\"time\":\"2026-01-09T23:06:40.042Z\",\"level\":\"warn\",\"event\":\"retried\","
                + "\"pipeline\":\"orders\",\"attempt\":2}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines",
        "carriage\r return",
        "quote \" and \\ backslash",
        "escape \u001b[31m",
        "separator \u2028 \u2029 \u0085",
        "lone \ud800 surrogate",
        "direction \u202e \u2066 \u200f",
        "tab\t",
        "\u0000"
      })
  void a_line_stays_one_line_and_can_be_read_back(String value) {
    for (LogFormat format : LogFormat.values()) {
      String line = written(format, "failure", value);

      assertThat(line).endsWith("\n");
      assertThat(line.substring(0, line.length() - 1))
          .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\u0085]");
    }
    assertThat(Json.read(written(LogFormat.JSON, "failure", value)).path("failure").asString())
        .isEqualTo(value);
  }

  @Test
  void each_line_has_its_own_time() {
    var text = new StringBuilder();
    for (long millis : new long[] {999, 1_000, 1_001, 0, 1_768_000_000_042L})
      LogFormat.TEXT.append(text, new LogLine(millis, LogLevel.INFO, "x", List.of()));

    assertThat(text.toString().lines().map(line -> line.substring(5, 29)))
        .containsExactly(
            "1970-01-01T00:00:00.999Z",
            "1970-01-01T00:00:01.000Z",
            "1970-01-01T00:00:01.001Z",
            "1970-01-01T00:00:00.000Z",
            "2026-01-09T23:06:40.042Z");
  }

  @Test
  void a_long_value_is_truncated() {
    assertThat(written(LogFormat.TEXT, "failure", "x".repeat(100_000))).hasSizeLessThan(5_000);
  }
}
