package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that end in the middle of a token, and values at their limits.
class JsonReaderLimitsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "-, expected a digit",
        "tru, unexpected token 'tru'",
        "n, unexpected token 'n'",
        "truuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu, unexpected token 'truu",
        "\"\\, unexpected end of text in an escape",
        "\"\\u12, four hexadecimal digits",
        "\"\\ud83d, lone surrogate",
        "\"\\ud83d\\, lone surrogate",
        "\"a\\nb, unexpected end of text in a string",
        "[1, expected ']'",
        "{\"a\", expected ':'",
        "{\"a\":, expected a JSON value"
      })
  void a_body_that_ends_within_a_token_is_malformed(String body, String detail) {
    assertThat(violations(body.getBytes(StandardCharsets.UTF_8)).getFirst().detail())
        .contains(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C3", "E2", "E2 82", "F0", "F0 9F", "F0 9F 98"})
  void a_body_that_ends_within_a_character_is_malformed(String hex) {
    assertThat(violations(bytes("22 " + hex)).getFirst().detail())
        .contains("0x" + hex.substring(0, 2) + " is not valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x7F, 0x80, 0xA7, 0x7FF, 0x800, 0x93F, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF})
  void the_first_and_last_characters_of_each_width_are_kept(int point) {
    String text = "\"" + Character.toString(point) + "\"";

    assertThat(read(text).text()).isEqualTo(text);
    assertThat(read(text).node().stringValue()).isEqualTo(Character.toString(point));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22 ED A0 80 22", "22 ED BF BF 22", "22 F4 90 80 80 22"})
  void surrogates_and_numbers_beyond_unicode_are_not_characters(String hex) {
    assertThat(violations(bytes(hex)).getFirst().detail()).contains("is not valid UTF-8");
  }

  @Test
  void the_bytes_of_utf16_are_named_also_without_a_character() {
    assertThat(violations(bytes("FE FF")).getFirst().detail()).contains("UTF-16");
    assertThat(violations(bytes("FF FE")).getFirst().detail()).contains("UTF-16");
  }

  @Test
  void a_nul_byte_is_named() {
    assertThat(violations(bytes("5B 31 2C 00 5D")).getFirst().detail())
        .contains("NUL bytes are not allowed");
  }

  @Test
  void spaces_after_an_escape_are_kept() {
    assertThat(read("\"\\n a b\"").node().stringValue()).isEqualTo("\n a b");
  }

  @Test
  void the_longest_name_and_number_can_be_read() {
    String name = "{\"" + "n".repeat(JsonReader.MAX_NAME_LENGTH) + "\":1}";
    String number = "9".repeat(Json.MAX_NUMBER_LENGTH);

    assertThat(read(name).text()).isEqualTo(name);
    assertThat(read(number).text()).isEqualTo(number);
  }

  @Test
  void a_violation_after_a_list_or_an_object_has_the_path_of_its_value() {
    assertThat(violations("{\"a\":[1,2],\"b\":tru}".getBytes(StandardCharsets.UTF_8)))
        .extracting(Violation::pointer)
        .containsExactly("/b");
    assertThat(violations("[[1],{\"a\":1},tru]".getBytes(StandardCharsets.UTF_8)))
        .extracting(Violation::pointer)
        .containsExactly("/2");
  }

  @Test
  void a_column_counts_characters_and_not_bytes() {
    assertThat(violations("{\"é€😀\":tru}".getBytes(StandardCharsets.UTF_8)).getFirst().detail())
        .startsWith("line 1, column 8: ");
  }

  @Test
  void blanks_may_follow_a_batch() {
    assertThat(elements(" [1, 2] \r\n", 5)).hasSize(2);
  }

  @Test
  void a_batch_is_read_to_the_first_element_that_is_too_many() {
    assertThat(elements("[1,2,3,4,5]", 2)).hasSize(3);
    assertThat(lines("1\n2\n3\n4\n5", 2)).hasSize(3);
    assertThat(lines("1\n2\n", 2)).hasSize(2);
    assertThat(lines("1\n2", 2)).hasSize(2);
  }

  @Test
  void an_array_is_recognized_by_its_first_character() {
    assertThat(JsonReader.looksLikeArray(" \r\n\t[".getBytes(StandardCharsets.UTF_8))).isTrue();
    for (String other : List.of("", " ", "{}", "7 [", "\"["))
      assertThat(JsonReader.looksLikeArray(other.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void the_size_of_a_line_is_without_the_blanks_before_it() {
    assertThat(lines("  {\"a\":1}\n7\n\t ", 5))
        .extracting(BatchParseResult.Element::sizeBytes)
        .containsExactly(7, 1);
  }

  private static List<BatchParseResult.Element> elements(String body, int max) {
    return parsed(JsonReader.elements(body.getBytes(StandardCharsets.UTF_8), max));
  }

  private static List<BatchParseResult.Element> lines(String body, int max) {
    return parsed(JsonReader.lines(body.getBytes(StandardCharsets.UTF_8), max));
  }

  private static List<BatchParseResult.Element> parsed(BatchParseResult result) {
    return ((BatchParseResult.Parsed) result).elements();
  }

  private static List<Violation> violations(byte[] body) {
    return ((ParseResult.Malformed) JsonReader.read(body)).violations();
  }

  private static ParseResult.Parsed read(String body) {
    return (ParseResult.Parsed) JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }
}
