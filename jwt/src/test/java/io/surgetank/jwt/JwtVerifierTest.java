package io.surgetank.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.ClaimMapping;
import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.access.Scope;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Valid tokens, and what their claims give. [RefusedTokensTest] has all others.
class JwtVerifierTest {
  private static final SigningKey RSA = TestVerifier.RSA;

  private final TestVerifier it = new TestVerifier(RSA, TestVerifier.EC, TestVerifier.ED25519);

  static Stream<SigningKey> keys() {
    return Stream.of(RSA, TestVerifier.EC, TestVerifier.ED25519);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void a_token_of_each_algorithm_is_accepted(SigningKey key) {
    var principal = it.principal(key.token(it.claims()));

    assertThat(principal.name()).isEqualTo("jwt alice (" + TestIssuer.NAME + ")");
    assertThat(principal.scopes()).containsExactly(Scope.SUBMIT);
    assertThat(principal.isBound()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
  void a_token_may_have_the_type_of_an_access_token(String type) {
    String header = RSA.header().put("typ", type).toString();

    assertThat(it.principal(RSA.token(header, it.claims().toString())).name()).contains("alice");
  }

  @Test
  void a_token_may_lack_its_type() {
    ObjectNode header = RSA.header();
    header.remove("typ");

    assertThat(it.principal(RSA.token(header.toString(), it.claims().toString())).name())
        .contains("alice");
  }

  /// A key set with one key of an algorithm needs no `kid` for it.
  @Test
  void a_token_may_lack_its_key_id_if_only_one_key_can_have_signed_it() {
    ObjectNode header = RSA.header();
    header.remove("kid");
    String token = RSA.token(header.toString(), it.claims().toString());

    assertThat(it.principal(token).name()).contains("alice");

    var two = new TestVerifier(RSA, SigningKey.rsa("rsa-2"));
    assertThat(two.refusal(token)).contains("a key (kid) that the issuer does not publish");
  }

  /// Keys of different types may share an id.
  @Test
  void the_algorithm_selects_among_keys_with_the_same_id() {
    SigningKey other = SigningKey.ec(RSA.id());
    var both = new TestVerifier(other, RSA);

    assertThat(both.principal(RSA.token(both.claims())).name()).contains("alice");
    assertThat(both.principal(other.token(both.claims())).name()).contains("alice");
  }

  @Test
  void an_audience_may_be_one_of_a_list() {
    ObjectNode claims = it.claims();
    claims.putArray("aud").add("https://other.example").add(TestIssuer.AUDIENCE);

    assertThat(it.principal(RSA.token(claims)).name()).contains("alice");
  }

  @ParameterizedTest
  @CsvSource({"-30, 300", "0, 300", "29, 300", "299, -1", "320, -20"})
  void clocks_may_differ_by_the_leeway(int notBefore, int expiry) {
    ObjectNode claims = it.claims();
    claims.put("nbf", it.now.plusSeconds(Math.min(notBefore, 29)).getEpochSecond());
    claims.put("exp", it.now.plusSeconds(expiry).getEpochSecond());

    assertThat(it.principal(RSA.token(claims)).name()).contains("alice");
  }

  @Test
  void a_token_expires_when_its_time_and_the_leeway_are_over_even_if_it_was_used_before() {
    String token = RSA.token(it.claims());
    it.now = it.now.plusSeconds(300 + 29);
    assertThat(it.principal(token).name()).contains("alice");

    it.now = it.now.plusSeconds(1);

    assertThat(it.refusal(token)).contains("Expired");
  }

  @Test
  void only_the_values_of_the_mapping_give_scopes() {
    var mapping =
        new ClaimMapping(
            "scope",
            Map.of(
                Scope.SUBMIT, Set.of("jobs:submit"),
                Scope.OPERATE, Set.of("sre", "jobs:operate"),
                Scope.ADMIN, Set.of("jobs:admin")),
            "");
    var mapped = new TestVerifier(TestVerifier.settings(mapping), RSA);

    assertThat(scopes(mapped, "jobs:submit  sre openid"))
        .containsExactlyInAnyOrder(Scope.SUBMIT, Scope.OPERATE);
    assertThat(scopes(mapped, "jobs:admin")).containsExactly(Scope.ADMIN);
    for (String none : new String[] {"", "admin", "jobs:Admin", "jobs:admin,sre", "ADMIN submit"})
      assertThat(scopes(mapped, none)).as(none).isEmpty();
  }

  private static Set<Scope> scopes(TestVerifier verifier, String scope) {
    return verifier.principal(RSA.token(verifier.claims().put("scope", scope))).scopes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles | {\"roles\": [\"sre\", 7, null, [\"sre\"]]} | true",
        "roles | {\"roles\": \"a sre\"} | true",
        "roles | {\"roles\": {\"sre\": true}} | false",
        "roles | {\"roles\": 7} | false",
        "roles | {\"roles\": null} | false",
        "roles | {\"Roles\": [\"sre\"]} | false",
        "/realm_access/roles | {\"realm_access\": {\"roles\": [\"sre\"]}} | true",
        "/realm_access/roles | {\"realm_access\": [\"sre\"]} | false",
        "/realm_access/roles | {\"/realm_access/roles\": [\"sre\"]} | false",
        "/a~1b/c~0d | {\"a/b\": {\"c~d\": \"sre\"}} | true",
        "https://a.example/roles | {\"https://a.example/roles\": [\"sre\"]} | true"
      })
  void a_claim_is_named_or_a_pointer_leads_to_it(String claim, String json, boolean gives) {
    var mapping = new ClaimMapping(claim, Map.of(Scope.OPERATE, Set.of("sre")), "");
    var mapped = new TestVerifier(TestVerifier.settings(mapping), RSA);
    ObjectNode claims = mapped.claims();
    claims.setAll((ObjectNode) io.surgetank.core.json.Json.read(json));

    assertThat(mapped.principal(RSA.token(claims)).has(Scope.OPERATE)).isEqualTo(gives);
  }

  @Test
  void a_claim_binds_the_sender_to_pipelines() {
    var bound = bound();
    ObjectNode claims = bound.claims();
    claims.putArray("pipelines").add("orders").add("Not a name").add("parcels");

    assertThat(bound.principal(RSA.token(claims)).pipelines())
        .containsExactlyInAnyOrder(new PipelineName("orders"), new PipelineName("parcels"));
    assertThat(bound.principal(RSA.token(bound.claims().put("pipelines", "*"))).isBound())
        .isFalse();
  }

  /// No pipeline would mean all of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"pipelines\": []}",
        "{\"pipelines\": \"\"}",
        "{\"pipelines\": \"A B\"}",
        "{\"pipelines\": 1}"
      })
  void a_token_that_names_no_pipeline_is_refused_if_tokens_are_bound(String json) {
    var bound = bound();
    ObjectNode claims = bound.claims();
    claims.setAll((ObjectNode) io.surgetank.core.json.Json.read(json));

    assertThat(bound.refusal(RSA.token(claims))).contains("names no pipeline in the claim");
  }

  private static TestVerifier bound() {
    var mapping =
        new ClaimMapping("scope", Map.of(Scope.SUBMIT, Set.of("jobs:submit")), "pipelines");
    return new TestVerifier(TestVerifier.settings(mapping), RSA);
  }

  @Test
  void a_subject_owns_its_jobs_and_a_tenant_those_of_its_subjects() {
    var alice = it.principal(RSA.token(it.claims()));
    assertThat(alice.tenant()).isEmpty();
    assertThat(alice.owner().value()).matches("jwt:[0-9a-f]{32}").doesNotContain("alice");
    assertThat(it.principal(RSA.token(it.claims().put("sub", "bob"))).owner())
        .isNotEqualTo(alice.owner());

    var tenants = tenants();
    for (String subject : List.of("alice", "bob")) {
      var claims = tenants.claims().put("sub", subject).put("tenant", "acme");
      var principal = tenants.principal(RSA.token(claims));
      assertThat(principal.tenant()).contains(new Tenant("acme"));
      assertThat(principal.owner()).isEqualTo(Owner.ofTenant(new Tenant("acme")));
    }
    var operator = tenants.principal(RSA.token(tenants.claims().put("tenant", "*")));
    assertThat(operator.tenant()).isEmpty();
    assertThat(operator.owner()).isEqualTo(alice.owner());
  }

  /// No tenant would mean the jobs of all of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"tenant\": []}",
        "{\"tenant\": \"\"}",
        "{\"tenant\": \"a b\"}",
        "{\"tenant\": [\"a\", \"b\"]}",
        "{\"tenant\": [\"*\", \"a\"]}",
        "{\"tenant\": [\"*\", 7]}",
        "{\"tenant\": [\"a\", null]}",
        "{\"tenant\": [\"a\", {\"id\": \"b\"}]}",
        "{\"tenant\": \"a/orders\"}",
        "{\"tenant\": 7}",
        "{\"tenant\": null}"
      })
  void a_token_that_does_not_name_one_tenant_is_refused_if_tokens_have_tenants(String json) {
    var tenants = tenants();
    ObjectNode claims = tenants.claims();
    claims.setAll((ObjectNode) io.surgetank.core.json.Json.read(json));

    assertThat(tenants.refusal(RSA.token(claims)))
        .contains("does not name one tenant in the claim 'tenant'");
  }

  private static TestVerifier tenants() {
    var mapping =
        new ClaimMapping("scope", Map.of(Scope.SUBMIT, Set.of("jobs:submit")), "", "tenant");
    return new TestVerifier(TestVerifier.settings(mapping), RSA);
  }

  @Test
  void an_algorithm_that_is_not_configured_is_refused() {
    var mapping = new ClaimMapping("scope", Map.of(Scope.SUBMIT, Set.of("jobs:submit")), "");
    var only =
        new TestVerifier(TestVerifier.settings(mapping, Algorithm.ES256), RSA, TestVerifier.EC);

    assertThat(only.principal(TestVerifier.EC.token(only.claims())).name()).contains("alice");
    assertThat(only.refusal(RSA.token(only.claims())))
        .contains("algorithm that is not allowed; allowed: ES256");
  }

  @Test
  void the_number_of_remembered_tokens_is_limited() {
    var tokens = new VerifiedTokens();
    var principal = it.principal(RSA.token(it.claims()));
    for (int i = 0; i <= VerifiedTokens.MAX_TOKENS; i++)
      tokens.add(digest(i), principal, it.now.plusSeconds(1));

    assertThat(tokens.find(digest(0), it.now)).isEmpty();
    assertThat(tokens.find(digest(1), it.now)).contains(principal);
    assertThat(tokens.find(digest(1), it.now.plusSeconds(1))).isEmpty();
  }

  private static byte[] digest(int number) {
    return java.nio.ByteBuffer.allocate(32).putInt(number).array();
  }
}
