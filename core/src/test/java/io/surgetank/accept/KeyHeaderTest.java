package io.surgetank.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHeaderTest {
  @Test
  void quoted_and_bare_keys_are_the_same_key() {
    assertThat(read("\"abc-1\"")).isEqualTo(new KeyHeader.Given("abc-1"));
    assertThat(read(" abc-1 ")).isEqualTo(new KeyHeader.Given("abc-1"));
    assertThat(read("\"a \\\"b\\\\\"")).isEqualTo(new KeyHeader.Given("a \"b\\"));
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
        "a\u0001"
      })
  void what_is_no_key_is_unusable(String value) {
    assertThat(read(value)).isInstanceOf(KeyHeader.Unusable.class);
  }

  @Test
  void a_key_is_given_once_and_bounded() {
    assertThat(KeyHeader.read(List.of(), 255)).isEqualTo(new KeyHeader.None());
    assertThat(KeyHeader.read(List.of("a", "a"), 255)).isInstanceOf(KeyHeader.Unusable.class);
    assertThat(read("k".repeat(255))).isInstanceOf(KeyHeader.Given.class);
    assertThat(read("k".repeat(256))).isInstanceOf(KeyHeader.Unusable.class);
  }

  private static KeyHeader read(String value) {
    return KeyHeader.read(List.of(value), 255);
  }
}
