package io.surgetank.core.idna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases of RFC 5891 to 5893, each as a U-label and as its A-label.
class HostNamesTest {
  private static final String LABEL_OF_63 = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.example.com",
        "WWW.Example.COM",
        "hostname",
        "host-name",
        "1host",
        "h0stn4me",
        "127.0.0.1",
        "r1---sn-4g5e6nz7.example.com"
      })
  void names_of_letters_digits_and_hyphens_are_host_names_in_both_forms(String name) {
    assertThat(HostNames.isAscii(name)).isTrue();
    assertThat(HostNames.isInternational(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ".example",
        "example.",
        "a..b",
        "-host",
        "host-",
        "-",
        "_host",
        "host_name",
        "a b",
        "a/b",
        "xn--",
        "xn--X",
        "xn--a",
        "xn--a-",
        "xn--abc-",
        "xn---abc",
        "xn--99999999",
        "XN--aa---o47jg78q",
        "xn--xn---epa",
        "xn--a-ecp.ru"
      })
  void other_ascii_texts_are_no_host_names_in_either_form(String text) {
    assertThat(HostNames.isAscii(text)).isFalse();
    assertThat(HostNames.isInternational(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "xn--bcher-kva, bücher",
    "xn--strae-oqa, straße",
    "xn--fiqs8s, 中国",
    "xn--ihqwcrb4cv8a8dqg056pqjye, 他们为什么不说中文",
    "xn--3e0b707e, 한국",
    "xn--jxalpdlp, δοκιμή",
    "xn--80ak6aa92e, аррӏе",
    "xn--cfa, \u0131",
    "xn--58d, \u13a0",
    "xn--bsbt, \u07ca\u07c0",
    "xn--zca29lwxobi7a, ßς་〇",
    "xn--qmbc, \u06fd\u06fe",
    "xn--ll-0ea, l·l",
    "xn--wva3je, \u03b1\u0375\u03b2",
    "xn--4dbc5h, \u05d0\u05f3\u05d1",
    "xn--4dbc8h, \u05d0\u05f4\u05d1",
    "xn--k8j5u, \u30fb\u3041",
    "xn--bck0j, \u30fb\u30a1",
    "xn--vek778f, \u30fb\u4e08",
    "xn--ngba1o, \u0628\u0660\u0628",
    "xn--0-gyc, \u06f00",
    "xn--11b2ezcw70k, \u0915\u094d\u200d\u0937",
    "xn--11b2ezcs70k, \u0915\u094d\u200c\u0937",
    "xn--ngba5hb2804a, \u0628\u064a\u200c\u0628\u064a"
  })
  void a_valid_label_is_one_in_both_scripts(String ascii, String unicode) {
    assertThat(Punycode.decode(ascii.substring(4))).contains(unicode);
    assertThat(Punycode.encode(unicode)).isEqualTo(ascii.substring(4));
    assertThat(HostNames.isAscii(ascii + ".example")).isTrue();
    assertThat(HostNames.isInternational(ascii + ".example")).isTrue();
    assertThat(HostNames.isInternational(unicode + ".example")).isTrue();
    assertThat(HostNames.isAscii(unicode)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "xn--hello-txk, \u0903hello",
    "xn--hello-zed, \u0300hello",
    "xn--hello-6bf, \u0488hello",
    "xn--chb89f, \u0640\u07fa",
    "xn--07jceefgh4c, \u3031\u3032\u3033\u3034\u3035\u302e\u302f\u303b",
    "xn--al-0ea, a·l",
    "xn--l-fda, ·l",
    "xn--la-0ea, l·a",
    "xn--l-gda, l·",
    "xn--wva3j, \u03b1\u0375",
    "xn--5db1e, \u05f3\u05d1",
    "xn--5db3e, \u05f4\u05d1",
    "xn--defabc-k64e, def\u30fbabc",
    "xn--vek, \u30fb",
    "xn--ngb6iyr, \u0628\u0660\u06f0",
    "xn--11b2er09f, \u0915\u200d\u0937",
    "xn--02b508i, \u200d\u0937",
    "xn--n3h, ☃",
    "xn--kz9a, \uab70",
    "xn--0fa, \u0149",
    "xn--1-0hc, 1\u05d0",
    "xn--a-0hc, a\u05d0"
  })
  void a_label_against_the_rules_is_none_in_either_script(String ascii, String unicode) {
    assertThat(Punycode.decode(ascii.substring(4))).contains(unicode);
    assertThat(HostNames.isAscii(ascii)).isFalse();
    assertThat(HostNames.isInternational(ascii)).isFalse();
    assertThat(HostNames.isInternational(unicode)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bücher", "bu\u0308cher", "ＡＢＣ", "-ü", "ü-", "aa--ü", "xn--ü", "a\u00adb", "〮실례"})
  void texts_that_are_not_in_the_form_of_a_label_are_none(String text) {
    assertThat(HostNames.isInternational(text)).isFalse();
  }

  @Test
  void case_does_not_matter_in_ascii() {
    assertThat(HostNames.isAscii("XN--BCHER-KVA.EXAMPLE")).isTrue();
    assertThat(HostNames.isAscii("xn--Bcher-Kva")).isTrue();
  }

  @Test
  void ideographic_full_stops_separate_labels_of_international_names_only() {
    assertThat(HostNames.isInternational("例。example．com｡kr")).isTrue();
    assertThat(HostNames.isInternational("。example")).isFalse();
    assertThat(HostNames.isAscii("example。com")).isFalse();
  }

  @Test
  void labels_and_names_have_a_maximum_length_in_ascii() {
    assertThat(HostNames.isAscii(LABEL_OF_63)).isTrue();
    assertThat(HostNames.isAscii(LABEL_OF_63 + "a")).isFalse();
    assertThat(HostNames.isInternational("ü".repeat(50))).isTrue();
    assertThat(HostNames.isInternational("ü".repeat(60))).isFalse();
    String long253 = ("a".repeat(61) + ".").repeat(4) + "a".repeat(5);
    assertThat(HostNames.isAscii(long253)).isTrue();
    assertThat(HostNames.isAscii(long253 + "a")).isFalse();
    assertThat(HostNames.isInternational(long253.substring(1) + "ü")).isFalse();
  }
}
