package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyHeaderTest {
  @Test
  void quoted_and_bare_keys_are_the_same_key() {
    assertThat(read("\"abc-1\"")).isEqualTo(new IdempotencyKeyHeader.Given("abc-1"));
    assertThat(read(" abc-1 ")).isEqualTo(new IdempotencyKeyHeader.Given("abc-1"));
    assertThat(read("\"a \\\"b\\\\\"")).isEqualTo(new IdempotencyKeyHeader.Given("a \"b\\"));
    assertThat(read("\"a~\"")).isEqualTo(new IdempotencyKeyHeader.Given("a~"));
    assertThat(read("!~")).isEqualTo(new IdempotencyKeyHeader.Given("!~"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"\"",
        "\"a",
        "a\"",
        "a b",
        "a,b",
        "\"a\";x=1",
        "\"a\\x\"",
        "\"a\\\"",
        "\"a\"b\"",
        "ä",
        "\"ä\"",
        "\"a\u001f\"",
        "\"a\u007f\"",
        "a\u007f",
        "a\u0001"
      })
  void an_invalid_key_is_refused(String value) {
    assertThat(read(value)).isInstanceOf(IdempotencyKeyHeader.Invalid.class);
  }

  @Test
  void a_key_must_occur_once_and_is_limited() {
    assertThat(IdempotencyKeyHeader.read(List.of(), 255))
        .isEqualTo(new IdempotencyKeyHeader.None());
    assertThat(IdempotencyKeyHeader.read(List.of("a", "a"), 255))
        .isInstanceOf(IdempotencyKeyHeader.Invalid.class);
    assertThat(read("k".repeat(255))).isInstanceOf(IdempotencyKeyHeader.Given.class);
    assertThat(read("k".repeat(256))).isInstanceOf(IdempotencyKeyHeader.Invalid.class);
  }

  private static IdempotencyKeyHeader read(String value) {
    return IdempotencyKeyHeader.read(List.of(value), 255);
  }
}
