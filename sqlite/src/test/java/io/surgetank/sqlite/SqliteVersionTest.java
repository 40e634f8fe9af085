package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteVersionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "3.51.3, true",
    "3.51.10, true",
    "3.52.0, true",
    "3.54.1, true",
    "4.0.0, true",
    "3.51.2, false",
    "3.51.0, false",
    "3.50.7, true",
    "3.50.8, true",
    "3.50.6, false",
    "3.49.9, false",
    "3.44.6, true",
    "3.44.5, false",
    "3.45.3, false",
    "3.7.0, false",
    "'', false",
    "unknown, false",
  })
  void versions_that_can_damage_a_database_are_refused(String version, boolean safe) {
    assertThat(SqliteVersion.parse(version).isSafe()).isEqualTo(safe);
  }

  @ParameterizedTest
  @CsvSource({"org.xerial:sqlite-jdbc", "sqlite-jdbc.version", "3.46.0"})
  void a_refusal_names_the_version_to_pin(String said) {
    assertThat(SqliteVersion.refusal("3.46.0")).contains(said);
  }
}
