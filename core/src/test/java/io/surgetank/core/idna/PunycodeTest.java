package io.surgetank.core.idna;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {
  private static final String LETTERS =
      "abcxyz019\u00e4\u00fc\u03b1\u03c9\u0434\u044f\u4e00\u5b57\u9f8d\uac00";

  /// From RFC 3492, 7.1.
  @ParameterizedTest
  @CsvSource({
    "\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f,"
        + " egbpdaj6bu4bxfgehfvwxn",
    "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587, ihqwcrb4cv8a8dqg056pqjye",
    "3\u5e74B\u7d44\u91d1\u516b\u5148\u751f, 3B-ww4c5e180e575a65lsy2b",
    "Maji\u3067Koi\u3059\u308b5\u79d2\u524d, MajiKoi5-783gue6qz075azm5e",
    "-> $1.00 <-, -> $1.00 <--"
  })
  void texts_of_the_rfc_are_encoded_and_decoded(String text, String encoded) {
    assertThat(Punycode.encode(text)).isEqualTo(encoded);
    assertThat(Punycode.decode(encoded)).contains(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void labels_are_encoded_as_by_the_jdk(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String label = "\u4e00" + label(random);
      String ofJdk = IDN.toASCII(label).substring("xn--".length());

      assertThat(Punycode.encode(label)).isEqualTo(ofJdk);
      assertThat(Punycode.decode(ofJdk)).contains(label);
      assertThat(
              Punycode.decode(ofJdk.substring(ofJdk.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT)))
          .isEqualTo(Punycode.decode(ofJdk.substring(ofJdk.lastIndexOf('-') + 1)));
    }
  }

  private static String label(Random random) {
    var label = new StringBuilder();
    for (int i = random.nextInt(15); i > 0; i--)
      label.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    return label.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0x81, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF})
  void the_first_and_last_characters_are_encoded_and_decoded(int point) {
    for (String text : new String[] {Character.toString(point), "a" + Character.toString(point)})
      assertThat(Punycode.decode(Punycode.encode(text))).contains(text);
  }

  @Test
  void numbers_that_are_no_characters_are_not_decoded() {
    String last = Punycode.encode(Character.toString(0x10FFFF));
    String next = (char) (last.charAt(0) + 1) + last.substring(1);

    assertThat(Punycode.decode(next)).isEmpty();
    assertThat(Punycode.decode(Punycode.encode("\ud800"))).isEmpty();
    assertThat(Punycode.decode(Punycode.encode("\udfff"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "-abc", "a-!", "\u0080-tda", "tda\u00e4", "9", "99999999", "a-{", "a-@"})
  void other_texts_are_not_decoded(String text) {
    assertThat(Punycode.decode(text)).isEmpty();
  }
}
