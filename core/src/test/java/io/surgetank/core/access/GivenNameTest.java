package io.surgetank.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "night-shift | night-shift",
        "Ann from-Sales | Ann from-Sales",
        "x) from 203.0.113.7 (y | \"x) from 203.0.113.7 (y\"",
        "ann from 203.0.113.7 | \"ann from 203.0.113.7\"",
        "a\"b | \"a\\\"b\"",
        "a\\\" from b | \"a\\\\\\\" from b\""
      })
  void a_name_cannot_be_taken_for_another_part_of_an_entry(String name, String shown) {
    assertThat(GivenName.shown(name)).isEqualTo(shown);
  }
}
