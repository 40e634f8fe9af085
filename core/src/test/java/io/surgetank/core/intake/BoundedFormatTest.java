package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.format.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedFormatTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "json-pointer, /a~1b/0, /a~2",
        "relative-json-pointer, 1/a, 01/a",
        "uri-template, /orders/{id}{?page*}, /orders/{id",
        "regex, a(b|c)+, a(b",
        "date, 2026-03-01, 2026-02-30",
        "uuid, 01a1fc8f-7af9-7000-801a-d57319b89cd8, 01a1fc8f",
        "email, a@example.org, a",
        "hostname, example.org, -"
      })
  void a_format_accepts_its_texts_and_no_others(String name, String valid, String invalid) {
    Format format = format(name);

    assertThat(format.matches(null, null, valid)).isTrue();
    assertThat(format.matches(null, null, invalid)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"date", "json-pointer", "duration"})
  void a_format_has_the_messages_of_the_library(String name) {
    assertThat(format(name).getMessageKey()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"regex, 1024"})
  void a_longer_text_does_not_match(String name, int maxLength) {
    assertThat(format(name).matches(null, null, "a".repeat(maxLength))).isTrue();
    assertThat(format(name).matches(null, null, "a".repeat(maxLength + 1))).isFalse();
  }

  @Test
  void formats_of_host_names_have_their_names_in_json_schema() {
    assertThat(HostNameFormat.ascii().getName()).isEqualTo("hostname");
    assertThat(HostNameFormat.international().getName()).isEqualTo("idn-hostname");
    assertThat(HostNameFormat.ascii().getMessageKey()).isEqualTo("format.hostname");
  }

  private static Format format(String name) {
    return BoundedFormat.all().stream()
        .filter(format -> format.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
