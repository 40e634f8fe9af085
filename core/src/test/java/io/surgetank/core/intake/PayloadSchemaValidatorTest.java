package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaValidatorTest {

  @Test
  void all_faults_are_told_at_once_with_their_pointers() {
    var faults =
        faults(
            """
            {"type":"object","required":["a","b"],"properties":{"c":{"type":"integer"},
             "d/e":{"type":"string","maxLength":1}}}
            """,
            "{\"c\":\"x\",\"d/e\":\"long\"}");

    assertThat(faults)
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("", "", "/c", "/d~1e");
  }

  @Test
  void a_text_of_the_author_is_told_verbatim_with_the_nearest_index() {
    String schema =
        """
        {"type":"array","items":{"type":"array","items":{"$ref":"#/$defs/n"}},
         "$defs":{"n":{"type":"integer","minimum":3,
           "errorMessage":{"minimum":"number {index} is {small}","type":"number {index} is none"}}}}
        """;

    assertThat(faults(schema, "[[5],[5,1,\"x\"]]"))
        .containsExactly(
            new Violation("/1/1", "number 1 is {small}"),
            new Violation("/1/2", "number 2 is none"));
  }

  @Test
  void a_member_called_like_a_keyword_does_not_confuse_the_texts() {
    String schema =
        """
        {"type":"object","properties":{"required":{"type":"object","required":["required"],
          "errorMessage":{"required":{"required":"inner"}}}}}
        """;

    assertThat(faults(schema, "{\"required\":{}}"))
        .containsExactly(new Violation("/required", "inner"));
  }

  @Test
  void no_more_than_100_faults_are_told_of_a_hundred_thousand() {
    String payload = "[" + "\"x\",".repeat(100_000) + "1]";

    assertThat(faults("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", payload))
        .hasSize(Violation.MAX_FAULTS);
  }

  @Test
  void integers_may_be_written_with_a_point() {
    assertThat(faults("{\"type\":\"integer\"}", "1.0")).isEmpty();
    assertThat(faults("{\"type\":\"integer\"}", "1.5")).hasSize(1);
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
  void addresses_that_can_be_are_taken(String address) {
    assertThat(faults("{\"format\":\"email\"}", Json.write(Json.MAPPER.valueToTree(address))))
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
        "é@test.com"
      })
  void texts_that_are_no_address_are_refused(String text) {
    assertThat(faults("{\"format\":\"email\"}", Json.write(Json.MAPPER.valueToTree(text))))
        .singleElement()
        .matches(violation -> violation.detail().contains("'email'"));
  }

  @Test
  void a_schema_that_cannot_be_used_is_a_sentence() {
    assertThatThrownBy(() ->
            PayloadSchemaValidator.of(new PayloadSchema("x.json", "{\"$ref\":\"#/nowhere\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.json is not a usable JSON Schema");
  }

  private static List<Violation> faults(String schema, String payload) {
    return PayloadSchemaValidator.of(new PayloadSchema("test.json", schema))
        .faults(Json.read(payload), payload.length());
  }
}
