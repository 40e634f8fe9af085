package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void equal_payloads_in_any_notation_have_the_same_fingerprint() {
    assertThat(of("{\"a\":100.00,\"b\":[1,\"é\"]}"))
        .isEqualTo(of("{ \"b\" : [1.0, \"\\u00e9\"], \"a\":1e2 }"));
    assertThat(of("{\"a\":-0.0}")).isEqualTo(of("{\"a\":0}"));
  }

  @Test
  void different_payloads_have_different_fingerprints() {
    assertThat(of("{\"a\":1}")).isNotEqualTo(of("{\"a\":\"1\"}"));
    assertThat(of("{\"a\":[1,2]}")).isNotEqualTo(of("{\"a\":[2,1]}"));
    assertThat(of("{\"a\":[1,2]}")).isNotEqualTo(of("{\"a\":[12]}"));
    assertThat(of("{\"a\":null}")).isNotEqualTo(of("{}"));
    assertThat(of("{\"a\":1}")).isNotEqualTo(of("{\"b\":1}"));
    assertThat(of("{\"a\":\"b\"}")).isNotEqualTo(of("{\"a\":\"c\"}"));
    assertThat(of("{\"a\":true}")).isNotEqualTo(of("{\"a\":false}"));
    assertThat(of("{\"a\":null}")).isNotEqualTo(of("{\"a\":false}"));
    assertThat(of("{\"a\":null}")).isNotEqualTo(of("{\"a\":true}"));
    assertThat(of("{\"a\":[[],[]]}")).isNotEqualTo(of("{\"a\":[[[]]]}"));
    assertThat(of("{\"a\":\"b\\\"1:c\"}")).isNotEqualTo(of("{\"a\":\"b\",\"c\":\"\"}"));
    assertThat(of("{\"a\":9007199254740993}")).isNotEqualTo(of("{\"a\":9007199254740992}"));
  }

  private static String of(String json) {
    return Fingerprint.of(Json.read(json));
  }
}
