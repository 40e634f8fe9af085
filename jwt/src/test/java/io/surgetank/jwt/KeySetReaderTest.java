package io.surgetank.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.json.Json;
import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class KeySetReaderTest {
  private static final SigningKey RSA = TestVerifier.RSA;

  private final KeySetReader reader = new KeySetReader(Set.of(Algorithm.values()));

  private static String with(String json) {
    return TestIssuer.keySet(TestVerifier.EC).replace("]}", "," + json + "]}");
  }

  private static String changed(Consumer<ObjectNode> change) {
    ObjectNode jwk = RSA.jwk();
    change.accept(jwk);
    return jwk.toString();
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        arguments("{}", "is malformed or of an unknown type"),
        arguments("7", "is no JSON object"),
        arguments("null", "is no JSON object"),
        arguments("{\"kty\":\"AKP\",\"kid\":\"pq\"}", "is malformed or of an unknown type"),
        arguments("{\"kty\":\"oct\",\"k\":\"AAAA\"}", "is secret or private"),
        arguments(changed(it -> it.put("use", "enc")), "is not for signatures"),
        arguments(changed(it -> it.putArray("key_ops").add("encrypt").add("wrapKey")), ""),
        arguments(changed(it -> it.put("alg", "PS256")), "another algorithm than RS256"),
        arguments(changed(it -> it.put("alg", "HS256")), "another algorithm than RS256"),
        arguments(changed(it -> it.put("n", "")), "has 0 bits"),
        arguments(changed(it -> it.put("e", "!")), ""),
        arguments(changed(it -> it.put("d", "AAAA")), ""),
        arguments(SigningKey.rsa("small", 1024).jwk().toString(), "has 1024 bits"),
        arguments("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}", "malformed"),
        arguments("{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AAAA\",\"y\":\"AAAA\"}", ""),
        arguments("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", "malformed"),
        arguments(
            "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + "A".repeat(43) + "\"}",
            "another type"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void a_key_that_cannot_be_used_is_ignored(String json, String reason) {
    IssuerKeys keys = reader.read(with(json));

    assertThat(keys.all()).extracting(IssuerKey::id).containsExactly("ec-1");
    assertThat(keys.ignored()).singleElement().asString().startsWith("key 2 ").contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|has no list 'keys'",
        "{|is not valid JSON",
        "{\"keys\":[]} x|is not valid JSON",
        "[]|has no list 'keys'",
        "{}|has no list 'keys'",
        "{\"keys\":{}}|has no list 'keys'",
        "{\"keys\":[]}|has no usable key",
        "{\"keys\":[],\"keys\":[]}|is not valid JSON",
        "{\"keys\":[{}]}|has no usable key: key 1 is malformed"
      })
  void a_text_without_a_usable_key_is_refused(String text, String problem) {
    assertThatThrownBy(() -> reader.check(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void a_set_of_too_many_keys_is_refused() {
    ObjectNode set = Json.MAPPER.createObjectNode();
    var list = set.putArray("keys");
    for (int i = 0; i <= KeySetReader.MAX_KEYS; i++) list.add(RSA.jwk());

    assertThatThrownBy(() -> reader.check(set.toString())).hasMessage("has more than 100 keys");
  }

  @Test
  void keys_of_other_algorithms_than_the_configured_ones_are_ignored() {
    IssuerKeys keys =
        new KeySetReader(Set.of(Algorithm.ES256)).read(TestIssuer.keySet(RSA, TestVerifier.EC));

    assertThat(keys.all()).extracting(IssuerKey::id).containsExactly("ec-1");
    assertThat(keys.ignored()).singleElement().asString().contains("not in 'algorithms'");
  }
}
