package io.surgetank.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTest {
  private static final String FORM = "sgtk_[0-9a-z]{12}_[0-9A-Za-z]{49}";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_new_key_has_the_documented_form_and_is_parsed(long seed) {
    ApiKeyToken token = ApiKeyToken.create(new Random(seed));

    assertThat(token.text()).matches(FORM).startsWith("sgtk_" + token.id() + "_");
    assertThat(ApiKeyToken.parse(token.text())).contains(token);
  }

  @Test
  void keys_and_ids_differ() {
    var random = new Random(1);
    var texts = new HashSet<String>();
    var ids = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      ApiKeyToken token = ApiKeyToken.create(random);
      texts.add(token.text());
      ids.add(token.id());
    }

    assertThat(texts).hasSize(1_000);
    assertThat(ids).hasSize(1_000);
  }

  @Test
  void every_changed_character_and_every_truncation_is_recognized() {
    String text = ApiKeyToken.create(new Random(1)).text();

    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'b' ? 'c' : 'b';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(ApiKeyToken.parse(changed)).as(changed).isEmpty();
      assertThat(ApiKeyToken.parse(text.substring(0, i))).isEmpty();
    }
    assertThat(ApiKeyToken.parse(text + text)).isEmpty();
    assertThat(ApiKeyToken.parse(text + "\n")).isEmpty();
  }

  @Test
  void its_digest_is_sha_256_of_its_text() {
    var token = new ApiKeyToken("0123456789ab", "abc");

    // FIPS 180-4, example of the one-block message.
    assertThat(HexFormat.of().formatHex(token.sha256()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void the_secret_is_not_in_its_string() {
    ApiKeyToken token = ApiKeyToken.create(new Random(1));

    assertThat(token.toString()).isEqualTo("sgtk_" + token.id());
  }
}
