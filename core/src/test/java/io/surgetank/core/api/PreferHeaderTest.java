package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "wait=0, PT0S",
    "wait=9, PT9S",
    "'respond-async, wait = \"5\"', PT5S",
    "WAIT=30, PT30S",
    "wait=31, PT30S",
    "wait=999999999, PT30S"
  })
  void a_wait_is_limited_to_30_seconds(String header, Duration wait) {
    assertThat(waiting(header)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wait=", "wait=soon", "wait=-1", "wait=/", "wait=:", "wait=1000000000", ""})
  void another_wait_is_ignored(String header) {
    assertThat(waiting(header)).isEmpty();
  }

  @Test
  void several_fields_are_one_list() {
    assertThat(waiting()).isEmpty();
    assertThat(waiting("respond-async", "wait=7")).contains(Duration.ofSeconds(7));
  }

  private static Optional<Duration> waiting(String... prefer) {
    String[] headers = Arrays.stream(prefer).map("Prefer: "::concat).toArray(String[]::new);
    return PreferHeader.wait(TestApi.request("GET", "/", new byte[0], headers));
  }
}
