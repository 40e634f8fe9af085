package io.surgetank.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.PayloadSchema;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadMaskTest {
  /// Schemas and payloads; every value in a payload that contains `s3cret` must be hidden, all else
  /// shown.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'properties':{'a':{'x-secret':true}}} | {'a':'s3cret','b':'x'} | {'a':'***','b':'x'}",
        "{'properties':{'a':{'x-secret':true},'b':{'x-secret':false}}} | {'a':'s3cret','b':'x'} | {'a':'***','b':'x'}",
        "{'x-secret':true} | {'a':'s3cret','b':[1]} | {'a':'***','b':'***'}",
        "{'properties':{'a':{'properties':{'b':{'x-secret':true}}}}} | {'a':{'b':'s3cret','c':1},'b':2} | {'a':{'b':'***','c':1},'b':2}",
        "{'properties':{'a':{'x-secret':true}}} | {'a':{'b':['s3cret',{'c':1}]},'d':1.50} | {'a':'***','d':1.50}",
        "{'properties':{'a':{'x-secret':true}}} | {'a':null,'b':null} | {'a':'***','b':null}",
        "{'properties':{'a':{'x-secret':true}}} | {'a':41.10,'b':true} | {'a':'***','b':true}",
        "{'properties':{'a':{'items':{'x-secret':true}}}} | {'a':['s3cret','s3cret']} | {'a':['***','***']}",
        "{'properties':{'a':{'items':{'properties':{'b':{'x-secret':true}}}}}} | {'a':[{'b':'s3cret'},{'c':1},[1]]} | {'a':[{'b':'***'},{'c':1},[1]]}",
        "{'properties':{'a':{'prefixItems':[true,{'x-secret':true}],'items':true}}} | {'a':[1,'s3cret',3]} | {'a':[1,'***',3]}",
        "{'properties':{'a':{'prefixItems':[true],'items':{'x-secret':true}}}} | {'a':[1,'s3cret','s3cret']} | {'a':[1,'***','***']}",
        "{'properties':{'a':{'contains':{'x-secret':true}}}} | {'a':['s3cret']} | {'a':['***']}",
        "{'properties':{'a':{'unevaluatedItems':{'x-secret':true}}}} | {'a':['s3cret']} | {'a':['***']}",
        "{'properties':{'a':{'$ref':'#/$defs/s'}},'$defs':{'s':{'x-secret':true}}} | {'a':'s3cret','s':1} | {'a':'***','s':1}",
        "{'properties':{'a':{'$ref':'#s'}},'$defs':{'t':{'$anchor':'s','x-secret':true}}} | {'a':'s3cret'} | {'a':'***'}",
        "{'properties':{'a':{'$ref':'#/$defs/p/properties/q'}},'$defs':{'p':{'properties':{'q':{'x-secret':true}}}}} | {'a':'s3cret','q':1} | {'a':'***','q':1}",
        "{'$ref':'#/$defs/n','$defs':{'n':{'properties':{'k':{'x-secret':true},'next':{'$ref':'#/$defs/n'}}}}} | {'k':'s3cret','next':{'k':'s3cret','next':{'k':'s3cret','l':1}}} | {'k':'***','next':{'k':'***','next':{'k':'***','l':1}}}",
        "{'$dynamicRef':'#d','$defs':{'n':{'$dynamicAnchor':'d','properties':{'a':{'x-secret':true}}}}} | {'a':'s3cret'} | {'a':'***'}",
        "{'allOf':[{'properties':{'a':{'x-secret':true}}},{'properties':{'a':true,'b':true}}]} | {'a':'s3cret','b':1} | {'a':'***','b':1}",
        "{'properties':{'a':{'allOf':[{'$ref':'#/$defs/s'}]}},'$defs':{'s':{'anyOf':[{'type':'null'},{'x-secret':true}]}}} | {'a':'s3cret'} | {'a':'***'}",
        "{'oneOf':[{'properties':{'a':{'x-secret':true}}},{'properties':{'b':{'x-secret':true}}}]} | {'a':'s3cret','b':'s3cret','c':1} | {'a':'***','b':'***','c':1}",
        "{'if':{'properties':{'a':{'const':1}}},'then':{'properties':{'b':{'x-secret':true}}},'else':{'properties':{'c':{'x-secret':true}}}} | {'a':1,'b':'s3cret','c':'s3cret'} | {'a':1,'b':'***','c':'***'}",
        "{'not':{'properties':{'a':{'x-secret':true}}}} | {'a':'s3cret'} | {'a':'***'}",
        "{'dependentSchemas':{'a':{'properties':{'b':{'x-secret':true}}}}} | {'a':1,'b':'s3cret'} | {'a':1,'b':'***'}",
        "{'properties':{'a':true},'additionalProperties':{'x-secret':true}} | {'a':1,'b':'s3cret','c':'s3cret'} | {'a':1,'b':'***','c':'***'}",
        "{'patternProperties':{'^s_':{'x-secret':true}},'additionalProperties':{'properties':{'x':{'x-secret':true}}}} | {'s_1':'s3cret','t':{'x':'s3cret'},'as_':2} | {'s_1':'***','t':{'x':'***'},'as_':2}",
        "{'unevaluatedProperties':{'x-secret':true}} | {'a':'s3cret'} | {'a':'***'}",
        "{'properties':{'a/b':{'properties':{'~c':{'x-secret':true}}}}} | {'a/b':{'~c':'s3cret'}} | {'a/b':{'~c':'***'}}",
        "{'properties':{'a':{'x\\u002dsecret':true}}} | {'a':'s3cret'} | {'a':'***'}"
      })
  void the_values_that_a_schema_marks_are_hidden_and_no_others(
      String schema, String payload, String expected) {
    var masked = mask(schema).orElseThrow().mask(json(payload));

    assertThat(masked.payload()).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'properties':{'x-secret':{'type':'boolean'}}}",
        "{'properties':{'a':{'default':{'x-secret':true},'enum':[{'x-secret':true}]}}}",
        "{'properties':{'a':{'x-secret':false,'title':'\\u0041'}}}"
      })
  void a_schema_that_marks_nothing_has_no_mask(String schema) {
    assertThat(mask(schema)).isEmpty();
  }

  @Test
  void members_and_numbers_that_are_not_secret_stay_as_they_are_written() {
    String payload = json("{'z':1.00,'a':1e3,'n':12345678901234567890.50,'s':'é\\n','k':'s3cret'}");

    assertThat(mask("{'properties':{'k':{'x-secret':true}}}").orElseThrow().mask(payload).payload())
        .isEqualTo(payload.replace("s3cret", "***").replace("1e3", "1E+3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'4111 1111' | card 4111 1111 is blocked | card *** is blocked",
        "'4111 1111' | x4111 1111y | x***y",
        "`'a\"b\nc'` | `unknown a\"b\nc!` | unknown ***!",
        "'say \"hi\" now' | got {\"k\":\"say \\\"hi\\\" now\"} | got {\"k\":\"***\"}",
        "'two  words' | the two words | the ***",
        "'123' | cvv 123 of 12345 | cvv *** of 12345",
        "123 | cvv 123, 123.0, 1234 | cvv ***, ***.0, 1234",
        "12.50 | amount 12.50 and 12.5 | amount *** and ***",
        "true | it is true | it is true",
        "null | it is null | it is null",
        "'' | nothing | nothing",
        "' ' | a b | a b",
        "['abcd','abcdef'] | abcdef abcd | *** ***",
        "{'n':{'m':'inner'}} | the inner one | the *** one",
        "'4111111111111111' | rejected 41111111… | rejected ***…",
        "'4111111111111111' | rejected 411… | rejected 411…",
        "'4111111111111111' | 4111… 4111111… x | ***… ***… x",
        "'s3cret' | *** s3cret *** | *** *** ***",
        "'****' | a **** b | a *** b"
      })
  void texts_do_not_quote_secret_values(String secret, String text, String expected) {
    var masked =
        mask("{'properties':{'k':{'x-secret':true}}}")
            .orElseThrow()
            .mask(
                "{\"k\":"
                    + json(secret)
                        .replace("\n", "\\n")
                        .replace("a\"b", "a\\\"b")
                        .replace("\"hi\"", "\\\"hi\\\"")
                    + "}");

    assertThat(masked.text(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'ok':true,'total':1.00} | {'ok':true,'total':1.00}",
        "{'card':'s3cret','n':[{'note':'for s3cret only'}]} | {'card':'***','n':[{'note':'for *** only'}]}",
        "{'s3cret':1} | {'***':1}",
        "'s3cret' | '***'",
        "'s3\\u0063ret' | '***'",
        "[4242,4242.0,42420,'4242'] | ['***','***',42420,'***']",
        "null | null"
      })
  void a_result_does_not_contain_secret_values(String result, String expected) {
    var masked =
        mask("{'properties':{'k':{'x-secret':true}}}")
            .orElseThrow()
            .mask("{\"k\":[\"s3cret\",4242]}");

    assertThat(masked.result(json(result))).isEqualTo(json(expected));
  }

  @Test
  void nothing_is_hidden_of_a_job_that_is_shown() {
    var shown = MaskedJob.shown("{\"a\":1.00}");

    assertThat(shown.payload()).isEqualTo("{\"a\":1.00}");
    assertThat(shown.text("a 1.00")).isEqualTo("a 1.00");
    assertThat(shown.result("{\"a\":1.00}")).isEqualTo("{\"a\":1.00}");
  }

  @Test
  void everything_is_hidden_of_a_job_whose_schema_is_not_known() {
    var hidden = new PayloadMask.Whole().mask("{\"a\":\"s3cret\",\"b\":[4242]}");

    assertThat(hidden.payload()).isEqualTo("{\"a\":\"***\",\"b\":\"***\"}");
    assertThat(hidden.text("s3cret 4242 failed")).isEqualTo("*** *** failed");
  }

  private static Optional<PayloadMask> mask(String schema) {
    return PayloadMask.of(new PayloadSchema("s.json", json(schema)));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /// Programs write the same text in a JSON string in different ways.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "M\u00fcller/Söhne | got M\\u00fcller/S\\u00f6hne",
        "Müller/Söhne | got M\\u00FCller/S\\u00F6hne",
        "Müller/Söhne | got Müller\\/Söhne",
        "Müller/Söhne | got M\\u00fcller\\/S\\u00f6hne",
        "a<b>&c | got a\\u003cb\\u003e\\u0026c",
        "山田\u3000太郎 | got 山田 太郎",
        "a<b>&ü | got a\\u003Cb\\u003E\\u0026\\u00FC",
        "say \"x\"  and | got say \\\"x\\\" and",
        "say \"x\"  and | got say \\u0022x\\u0022 and",
        "Müller  GmbH | got M\\u00fcller GmbH",
        "one\u2003two\u200dthree | got one two three"
      })
  void each_form_of_a_value_is_replaced_in_a_text(String value, String text) {
    var payload = io.surgetank.core.json.Json.MAPPER.createObjectNode().put("a", value).toString();
    var masked = mask("{'properties':{'a':{'x-secret':true}}}").orElseThrow().mask(payload);

    assertThat(masked.text(text)).isEqualTo("got ***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5e3", "1.5E3", "1.5E+3", "1500"})
  void each_form_of_a_number_is_replaced_in_a_text(String number) {
    var masked = mask("{'properties':{'a':{'x-secret':true}}}").orElseThrow().mask("{\"a\":1.5e3}");

    assertThat(masked.text("got " + number)).isEqualTo("got ***");
  }

  /// The sender chooses the value, and perhaps the text. A search that compares each beginning
  /// would take hours for this one.
  @Test
  @Timeout(60)
  void many_cut_values_are_found_in_a_short_time() {
    String value = "a".repeat(200_000) + "b" + "a".repeat(200_000);
    var masked =
        mask("{'properties':{'a':{'x-secret':true}}}")
            .orElseThrow()
            .mask("{\"a\":\"" + value + "\"}");
    String cut = "a".repeat(400_000) + "…";

    assertThat(masked.text("c" + cut)).isEqualTo("c" + "a".repeat(200_000) + "***…");
    assertThat(masked.text("xaa…x aaaa…\nbaaa…aaaa")).isEqualTo("xaa…x ***…\nbaaa…aaaa");
    assertThat(masked.text("aaaa…".repeat(100_000))).isEqualTo("***…".repeat(100_000));
  }

  @Test
  void a_value_of_characters_that_are_not_seen_changes_no_text() {
    var masked =
        mask("{'properties':{'a':{'x-secret':true}}}").orElseThrow().mask("{\"a\":\"\u200d\"}");

    assertThat(masked.text("no name…")).isEqualTo("no name…");
  }

  @Test
  @Timeout(60)
  void a_long_value_of_one_character_is_found_in_a_short_time() {
    String value = "a".repeat(50_000);
    var masked =
        mask("{'properties':{'a':{'x-secret':true}}}")
            .orElseThrow()
            .mask("{\"a\":[\"" + value + "\",\"" + value + "b\"]}");

    assertThat(masked.text(value + value + "c" + value + "b")).isEqualTo("******c***");
    assertThat(masked.text("a".repeat(49_999))).isEqualTo("a".repeat(49_999));
  }

  /// A client may send thousands of values, and a receiver return thousands of strings.
  @Test
  @Timeout(60)
  void a_result_is_hidden_as_a_whole_if_the_search_would_take_too_long() {
    String many =
        IntStream.range(0, 30_000).mapToObj(n -> "\"v" + n + "\"").collect(Collectors.joining(","));
    var masked =
        mask("{'properties':{'a':{'x-secret':true}}}").orElseThrow().mask("{\"a\":[" + many + "]}");

    assertThat(masked.result("[" + many + "]")).isEqualTo("\"***\"");
    assertThat(masked.text("v1 and " + "w ".repeat(400))).isEqualTo("***");
    assertThat(masked.text("v1 and v9999")).isEqualTo("*** and ***");
  }
}
