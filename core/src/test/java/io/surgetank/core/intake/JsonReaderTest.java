package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("", "", "line 1, column 1: the body is empty"),
        Arguments.of(" \n ", "", "line 2, column 2: the body is empty"),
        Arguments.of("{", "", "line 1, column 2: expected a member name"),
        Arguments.of("{\"a\":1,}", "", "column 8: expected a member name"),
        Arguments.of("{\"a\" 1}", "/a", "expected ':'"),
        Arguments.of("{\"a\":1 \"b\":2}", "/a", "expected ',' or '}'"),
        Arguments.of("{\"a\":[1,2", "/a/1", "expected ']'"),
        Arguments.of("{\"a\":1} x", "", "column 9: unexpected text after the document"),
        Arguments.of("\n{\"a\":\n[NaN]}", "/a/0", "line 3, column 2: NaN is not JSON"),
        Arguments.of("{\"a\":-Infinity}", "/a", "Infinity is not JSON"),
        Arguments.of("{\"a\":Infinity}", "/a", "Infinity is not JSON"),
        Arguments.of("{\"a\":01}", "/a", "not have leading zeros"),
        Arguments.of("{\"a\":+1}", "/a", "a digit or a minus"),
        Arguments.of("{\"a\":1.}", "/a", "expected a digit"),
        Arguments.of("{\"a\":1e}", "/a", "expected a digit"),
        Arguments.of("{\"a\":1e999999999}", "/a", "exponent must be from -400 to 400"),
        Arguments.of("{\"a\":1e-401}", "/a", "exponent must be from -400 to 400"),
        Arguments.of("{\"a\":" + "9".repeat(101) + "}", "/a", "not exceed 100 characters"),
        Arguments.of("{\"a/b\":{\"~\":1,\"~\":2}}", "/a~1b/~0", "column 15: duplicate member"),
        Arguments.of("{\"a\":1,\"\\u0061\":2}", "/a", "duplicate member"),
        Arguments.of("{\"a\":\"\\ud800\"}", "/a", "is a lone surrogate, half of a UTF-16 pair"),
        Arguments.of("{\"a\":\"\\udc00\\ud800\"}", "/a", "\\uDC00 is a lone surrogate"),
        Arguments.of("{\"a\":\"\\ud800\\u0041\"}", "/a", "lone surrogate"),
        Arguments.of("{\"\\ud800\":1}", "", "lone surrogate"),
        Arguments.of("{\"a\":\"\\u0000\"}", "/a", "NUL"),
        Arguments.of("{\"a\":\"\u0000\"}", "/a", "control character"),
        Arguments.of("{\"a\":\"\n\"}", "/a", "\\u000A"),
        Arguments.of("{\"a\":\"\\x\"}", "/a", "invalid escape"),
        Arguments.of("{\"a\":\"\\u00g0\"}", "/a", "four hexadecimal digits"),
        Arguments.of("{\"a\":\"b", "/a", "end of text in a string"),
        Arguments.of("{'a':1}", "", "double quotes"),
        Arguments.of("{\"a\":'b'}", "/a", "double quotes"),
        Arguments.of("{\"a\":tru}", "/a", "unexpected token 'tru'"),
        Arguments.of("{\"a\":1 // why\n}", "/a", "expected"),
        Arguments.of("// why\n{}", "", "comments are not allowed"),
        Arguments.of("hello", "", "unexpected character"),
        Arguments.of("\uFEFF{}", "", "byte order mark"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void syntax_errors_are_reported_with_their_location(String body, String pointer, String detail) {
    var violations = violations(body.getBytes(StandardCharsets.UTF_8));

    assertThat(violations).isNotEmpty();
    assertThat(violations.getFirst().pointer()).isEqualTo(pointer);
    assertThat(violations.getFirst().detail()).contains(detail);
    assertThat(violations.getFirst().detail()).startsWith("line ");
    assertThat(violations.toString()).doesNotContain("jackson", "REDACTED", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0 80",
        "C1 BF",
        "E0 80 80",
        "ED A0 80",
        "F0 80 80 80",
        "F4 90 80 80",
        "F8 88 80 80",
        "80",
        "FF",
        "E2 82",
        "C3 28"
      })
  void invalid_utf8_bytes_are_reported(String hex) {
    var body = new java.io.ByteArrayOutputStream();
    body.writeBytes("{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
    for (String part : hex.split(" ", -1)) body.write(Integer.parseInt(part, 16));
    body.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));

    var violations = violations(body.toByteArray());

    assertThat(violations.getFirst().detail())
        .contains("0x" + hex.substring(0, 2), "not valid UTF-8", "column 7");
  }

  @Test
  void utf16_is_named() {
    assertThat(violations("{\"a\":1}".getBytes(StandardCharsets.UTF_16)).getFirst().detail())
        .contains("not UTF-8");
    assertThat(violations("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)).getFirst().detail())
        .contains("not UTF-8");
  }

  @Test
  void depth_of_100000_is_refused_without_overflowing() {
    assertThat(violations("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)).getFirst().detail())
        .contains("nested deeper than 64");
    assertThat(violations("{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .matches(violation -> violation.detail().contains("nested deeper than 64"));
  }

  @Test
  void the_maximum_depth_can_be_read_back() {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

    assertThat(read(deep).node()).isEqualTo(Json.read(deep));
  }

  @Test
  void recoverable_violations_are_reported_together() {
    var violations =
        violations(
            "{\"a\":1e999,\"a\":1,\"b\":\"\\u0000\\ud800\",\"c\":"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(violations)
        .extracting(Violation::pointer)
        .containsExactly("/a", "/a", "/b", "/b", "/c");
  }

  @Test
  void the_number_of_violations_is_limited() {
    String many = "[" + "1e999,".repeat(5_000) + "1]";

    assertThat(violations(many.getBytes(StandardCharsets.UTF_8))).hasSize(Violation.MAX_VIOLATIONS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100.00",
        "1E+2",
        "-0.0",
        "-0",
        "0",
        "1e400",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.1e-3"
      })
  void numbers_are_kept_verbatim_and_read_back_equal(String number) {
    var parsed = read("{ \"a\" : " + number + " }");

    assertThat(parsed.text()).isEqualTo("{\"a\":" + number + "}");
    assertThat(Json.read(parsed.text())).isEqualTo(parsed.node());
  }

  @Test
  void insignificant_whitespace_is_removed_and_strings_are_kept() {
    var parsed = read(" \r\n{ \"a b\" :\t[ 1 , \" x \" , { } , [ ] ] } \n");

    assertThat(parsed.text()).isEqualTo("{\"a b\":[1,\" x \",{},[]]}");
  }

  @Test
  void characters_of_every_width_are_kept() {
    String text = "{\"é\":\"a\\u00e9€😀\\ud83d\\ude00\\n\\\"\\/\"}";

    assertThat(read(text).text()).isEqualTo(text);
    assertThat(read(text).node()).isEqualTo(Json.read(text));
  }

  @Test
  void a_name_longer_than_can_be_read_back_is_refused() {
    String name = "n".repeat(JsonReader.MAX_NAME_LENGTH + 1);

    assertThat(
            violations(("{\"" + name + "\":1}").getBytes(StandardCharsets.UTF_8))
                .getFirst()
                .detail())
        .contains("not exceed 4096 characters");
  }

  @Test
  void elements_of_an_array_are_read_independently() {
    var batchParseResult =
        JsonReader.elements(
            "[ {\"a\": 1} , {\"a\":1,\"a\":2},3 ]".getBytes(StandardCharsets.UTF_8), 10);

    assertThat(batchParseResult).isInstanceOf(BatchParseResult.Parsed.class);
    var found = ((BatchParseResult.Parsed) batchParseResult).elements();
    assertThat(found).hasSize(3);
    assertThat(((ParseResult.Parsed) found.get(0).parseResult()).text()).isEqualTo("{\"a\":1}");
    assertThat(found.get(1).parseResult()).isInstanceOf(ParseResult.Malformed.class);
    assertThat(((ParseResult.Parsed) found.get(2).parseResult()).text()).isEqualTo("3");
    assertThat(found.get(0).sizeBytes()).isEqualTo(8);
  }

  @Test
  void a_malformed_line_affects_only_itself_and_reports_its_number() {
    var elements =
        (BatchParseResult.Parsed)
            JsonReader.lines(
                "{\"a\":1}\r\n\n{oops}\n{\"a\":3}".getBytes(StandardCharsets.UTF_8), 10);

    assertThat(elements.elements()).hasSize(3);
    assertThat(
            ((ParseResult.Malformed) elements.elements().get(1).parseResult())
                .violations()
                .getFirst()
                .detail())
        .startsWith("line 3, column 2: ");
    assertThat(((ParseResult.Parsed) elements.elements().get(2).parseResult()).text())
        .isEqualTo("{\"a\":3}");
  }

  private static List<Violation> violations(byte[] body) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var violations) -> violations;
      case ParseResult.Parsed(_, var text) -> throw new AssertionError("was read as " + text);
    };
  }

  private static ParseResult.Parsed read(String body) {
    return switch (JsonReader.read(body.getBytes(StandardCharsets.UTF_8))) {
      case ParseResult.Parsed parsed -> parsed;
      case ParseResult.Malformed(var violations) -> throw new AssertionError(violations.toString());
    };
  }
}
