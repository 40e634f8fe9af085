package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.ExecutionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFormatTest {
  private static final EmailFormat ASCII = EmailFormat.ascii();
  private static final EmailFormat INTERNATIONAL = EmailFormat.international();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org",
        "azAZ09@example.org",
        "first.last@example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org",
        "\"a b\"@example.org",
        "\" ~\"@example.org",
        "\"a\\\"b\\\\\"@example.org",
        "\"a@b\"@example.org",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]"
      })
  void addresses_are_accepted(String address) {
    assertThat(matches(ASCII, address)).isTrue();
    assertThat(matches(INTERNATIONAL, address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@example.org",
        "a@",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "a b@example.org",
        "a(b)@example.org",
        "a[b@example.org",
        "a\u007fb@example.org",
        "a\u009fb@example.org",
        "\"\"@example.org",
        "\"a@example.org",
        "a\"@example.org",
        "\"a\"b\"@example.org",
        "\"a\\\"@example.org",
        "\"a\u001f\"@example.org",
        "\"a\u007f\"@example.org",
        "a@[]",
        "a@[example.org]",
        "a@[127.0.0.1",
        "a@-.example"
      })
  void other_texts_are_refused(String text) {
    assertThat(matches(ASCII, text)).isFalse();
    assertThat(matches(INTERNATIONAL, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"j\u00fcrgen@example.org", "\u00a0@example.org", "\"\u00fc\"@example.org"})
  void only_an_international_address_has_other_characters(String address) {
    assertThat(matches(ASCII, address)).isFalse();
    assertThat(matches(INTERNATIONAL, address)).isTrue();
  }

  @Test
  void the_part_before_the_at_sign_has_at_most_64_characters_and_all_have_254() {
    String longest = "a".repeat(64) + "@" + "b".repeat(61) + ("." + "c".repeat(63)).repeat(2);
    String host = longest.substring(longest.indexOf('@'));

    assertThat(longest).hasSize(254);
    assertThat(matches(ASCII, longest)).isTrue();
    assertThat(matches(ASCII, "a" + longest)).isFalse();
    assertThat(matches(ASCII, "a".repeat(63) + "@d" + host.substring(1))).isTrue();
    assertThat(matches(ASCII, "a".repeat(64) + "@d" + host.substring(1))).isFalse();
  }

  @Test
  void a_format_has_its_name_in_json_schema() {
    assertThat(ASCII.getName()).isEqualTo("email");
    assertThat(INTERNATIONAL.getName()).isEqualTo("idn-email");
  }

  private static boolean matches(EmailFormat format, String text) {
    return format.matches((ExecutionContext) null, text);
  }
}
