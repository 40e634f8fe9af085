package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaValidatorTest {

  @Test
  void all_violations_are_reported_together_with_pointers() {
    var violations =
        violations(
            """
            {"type":"object","required":["a","b"],"properties":{"c":{"type":"integer"},
             "d/e":{"type":"string","maxLength":1}}}
            """,
            "{\"c\":\"x\",\"d/e\":\"long\"}");

    assertThat(violations)
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("", "", "/c", "/d~1e");
  }

  @Test
  void an_authors_message_is_verbatim_with_the_nearest_index() {
    String schema =
        """
        {"type":"array","items":{"type":"array","items":{"$ref":"#/$defs/n"}},
         "$defs":{"n":{"type":"integer","minimum":3,
           "errorMessage":{"minimum":"number {index} is {small}","type":"number {index} is invalid"}}}}
        """;

    assertThat(violations(schema, "[[5],[5,1,\"x\"]]"))
        .containsExactly(
            new Violation("/1/1", "number 1 is {small}"),
            new Violation("/1/2", "number 2 is invalid"));
  }

  @Test
  void an_authors_message_has_the_index_of_an_item_of_the_outermost_list() {
    String schema =
        """
        {"type":"array","items":{"type":"integer","errorMessage":{"type":"number {index} is invalid"}}}
        """;

    assertThat(violations(schema, "[1,\"x\"]"))
        .containsExactly(new Violation("/1", "number 1 is invalid"));
  }

  @Test
  void a_member_called_like_a_keyword_does_not_confuse_the_texts() {
    String schema =
        """
        {"type":"object","properties":{"required":{"type":"object","required":["required"],
          "errorMessage":{"required":{"required":"inner"}}}}}
        """;

    assertThat(violations(schema, "{\"required\":{}}"))
        .containsExactly(new Violation("/required", "inner"));
  }

  @Test
  void at_most_100_violations_are_reported() {
    String payload = "[" + "\"x\",".repeat(100_000) + "1]";

    assertThat(violations("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", payload))
        .hasSize(Violation.MAX_VIOLATIONS);
  }

  @Test
  void integers_may_be_written_with_a_point() {
    assertThat(violations("{\"type\":\"integer\"}", "1.0")).isEmpty();
    assertThat(violations("{\"type\":\"integer\"}", "1.5")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[1]", "[1,2]", "[1,\"1\"]", "[{\"a\":1},{\"a\":2}]", "7"})
  void items_that_differ_are_unique(String payload) {
    assertThat(violations("{\"uniqueItems\":true}", payload)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,1]", "[1,2,1.0]", "[{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":1}]"})
  void items_of_equal_value_are_not_unique(String payload) {
    assertThat(violations("{\"uniqueItems\":true}", payload))
        .extracting(Violation::pointer)
        .containsExactly("");
    assertThat(violations("{\"uniqueItems\":false}", payload)).isEmpty();
  }

  @Test
  void bounds_of_members_are_compared_exactly() {
    String schema =
        """
        {"properties":{"n":{"type":"integer","minimum":1,"maximum":9223372036854775807}}}
        """;

    assertThat(violations(schema, "{\"n\":9223372036854775807}")).isEmpty();
    assertThat(violations(schema, "{\"n\":9223372036854775808}")).hasSize(1);
    assertThat(violations(schema, "{\"n\":1e19}")).hasSize(1);
  }

  @Test
  void many_violations_of_an_alternative_that_does_not_apply_do_not_end_the_validation() {
    String schema =
        """
        {"properties":{
          "list":{"anyOf":[{"items":{"type":"integer"}},{"items":{"type":"string"}}]},
          "n":{"type":"integer"}}}
        """;
    String payload = "{\"list\":[" + "\"x\",".repeat(5_000) + "\"x\"],\"n\":\"seven\"}";

    assertThat(violations(schema, payload)).extracting(Violation::pointer).containsExactly("/n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdef@test.com",
        "a@b.c",
        "first.last+tag@example.co.uk",
        "x@localhost",
        "\"quoted local\"@example.org",
        "joe@[127.0.0.1]",
        "o'hara@example.museum"
      })
  void valid_addresses_are_accepted(String address) {
    assertThat(violations("{\"format\":\"email\"}", Json.write(Json.MAPPER.valueToTree(address))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "@test.com",
        "a@",
        "a b@test.com",
        "a..b@test.com",
        ".a@test.com",
        "a@-x.com",
        "a@x..com",
        "a@b@c.com",
        "é@test.com",
        "a@xn--a",
        "a@b_c.com"
      })
  void invalid_addresses_are_refused(String text) {
    assertThat(violations("{\"format\":\"email\"}", Json.write(Json.MAPPER.valueToTree(text))))
        .singleElement()
        .matches(violation -> violation.detail().contains("'email'"));
  }

  @ParameterizedTest
  @CsvSource({
    "hostname, xn--bcher-kva.example, xn--a",
    "idn-hostname, bücher.example, ☃.example",
    "idn-email, jürgen@bücher.internal, jürgen@☃.example"
  })
  void host_names_follow_idna(String format, String valid, String invalid) {
    String schema = "{\"format\":\"" + format + "\"}";

    assertThat(violations(schema, "\"" + valid + "\"")).isEmpty();
    assertThat(violations(schema, "\"" + invalid + "\""))
        .singleElement()
        .matches(violation -> violation.detail().contains(format));
  }

  @Test
  void an_unusable_schema_is_reported_with_a_message() {
    assertThatThrownBy(() ->
            PayloadSchemaValidator.of(new PayloadSchema("x.json", "{\"$ref\":\"#/nowhere\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.json is not a usable JSON Schema");
  }

  /// Payloads may have secret values, and errors are shown to operators.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'integer'}",
        "{'enum':['a','b']}",
        "{'const':'a'}",
        "{'maxLength':3}",
        "{'minLength':99}",
        "{'pattern':'^a$'}",
        "{'format':'email'}",
        "{'format':'date-time'}",
        "{'format':'uri'}",
        "{'format':'uuid'}",
        "{'format':'ipv4'}",
        "{'format':'hostname'}",
        "{'format':'regex'}",
        "{'not':{'type':'string'}}",
        "{'anyOf':[{'type':'integer'},{'const':1}]}",
        "{'oneOf':[{'type':'integer'},{'maxLength':1}]}",
        "{'oneOf':[{'type':'string'},{'minLength':1}]}",
        "{'if':{'type':'string'},'then':false}"
      })
  void a_violation_does_not_quote_the_value(String schema) {
    assertNotQuoted(schema, "{\"a\":\"s3cret (\"}", "s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'maximum':1}",
        "{'minimum':99999}",
        "{'exclusiveMaximum':1}",
        "{'exclusiveMinimum':99999}",
        "{'multipleOf':7}",
        "{'type':'string'}"
      })
  void a_violation_does_not_quote_the_number(String schema) {
    assertNotQuoted(schema, "{\"a\":4242.5}", "4242");
  }

  private static void assertNotQuoted(String schema, String payload, String value) {
    String whole = "{\"properties\":{\"a\":" + schema.replace('\'', '"') + "}}";

    assertThat(violations(whole, payload))
        .isNotEmpty()
        .noneMatch(violation -> violation.detail().contains(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'uniqueItems':true}",
        "{'maxItems':1}",
        "{'contains':{'const':1}}",
        "{'items':false}"
      })
  void a_violation_does_not_quote_the_elements(String schema) {
    assertNotQuoted(schema, "{\"a\":[\"s3cret\",\"s3cret\"]}", "s3cret");
  }

  private static List<Violation> violations(String schema, String payload) {
    return PayloadSchemaValidator.of(new PayloadSchema("test.json", schema))
        .violations(Json.read(payload), payload.length());
  }
}
