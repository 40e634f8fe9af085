package io.surgetank.load.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.surgetank.core.intake.PayloadSchemaValidator;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaValueGeneratorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'integer','minimum':5,'exclusiveMaximum':7}",
        "{'type':'integer','maximum':-3}",
        "{'type':'number','exclusiveMinimum':0,'maximum':0.05}",
        "{'type':'number','multipleOf':0.25,'minimum':1}",
        "{'type':'string','minLength':40,'maxLength':41}",
        "{'type':'string','minLength':300}",
        "{'type':'string','maxLength':3}",
        "{'type':'string','format':'email','maxLength':40}",
        "{'type':'string','format':'uuid'}",
        "{'type':'string','format':'date-time'}",
        "{'type':'string','format':'date'}",
        "{'type':'string','format':'uri'}",
        "{'type':'string','format':'ipv4'}",
        "{'type':'string','format':'ipv6'}",
        "{'type':'string','pattern':'^[A-Z]{3}$','examples':['ABC','XYZ']}",
        "{'enum':['a',1,null]}",
        "{'const':{'a':[1]}}",
        "{'type':'array','items':{'enum':[1,2,3]},'uniqueItems':true,'minItems':2,'maxItems':3}",
        "{'type':'array','prefixItems':[{'type':'integer'},{'type':'string'}],'items':false}",
        "{'type':'object','required':['x'],'additionalProperties':{'type':'integer'}}",
        "{'type':'object','properties':{'a':{'type':'null'},'b':false,'c':{}},'minProperties':2}",
        "{'type':'object','properties':{'a':{},'b':{},'c':{}},'maxProperties':1}",
        "{'$defs':{'n':{'type':'integer'}},'type':'object','required':['n'],'properties':{'n':{'$ref':'#/$defs/n'}}}",
        "{'type':'object','properties':{'next':{'$ref':'#'}}}",
        "{'allOf':[{'type':'object','required':['a']},{'properties':{'a':{'type':'integer'}}}]}",
        "{'oneOf':[{'type':'string'},{'type':'integer'}]}",
        "{'type':'object','anyOf':[{'required':['a']},{'required':['b']}],'properties':{'a':{'type':'integer'},'b':{'type':'string'}}}"
      })
  void generated_payloads_are_valid(String quoted) {
    String schema = quoted.replace('\'', '"');
    var check = PayloadSchemaValidator.of(new PayloadSchema("test", schema));
    for (long seed = 0; seed < 20; seed++) {
      var payloads = SchemaPayloads.of(Json.read(schema), seed);
      for (long n = 50; n < 80; n++)
        assertThat(check.violations(Json.read(payloads.valid(n)), payloads.valid(n).length()))
            .as("seed " + seed + ": " + payloads.valid(n))
            .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'string','pattern':'^[A-Z]{3}$'}",
        "{'type':'string','not':{'minLength':1}}",
        "{'$ref':'https://example.com/other'}",
        "{'$ref':'#'}",
        "{'type':'object','required':['next'],'properties':{'next':{'$ref':'#'}}}"
      })
  void an_unsupported_schema_is_refused_before_sending(String quoted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaPayloads.of(Json.read(quoted.replace('\'', '"')), 1))
        .withMessageContaining("--file");
  }

  @Test
  void a_file_contains_one_value_or_an_array_or_lines() {
    assertThat(FilePayloads.parse(" {\"a\": 1.00}\n").valid(3)).isEqualTo("{\"a\": 1.00}");
    assertThat(FilePayloads.parse("[{\"a\":1},{\"a\":2}]").valid(3)).isEqualTo("{\"a\":2}");
    assertThat(FilePayloads.parse("{\"a\":1}\n\n{\"a\":2}\n").valid(4)).isEqualTo("{\"a\":1}");
  }

  @Test
  void a_file_without_a_payload_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FilePayloads.parse("[]"));
  }
}
