package io.surgetank.jwt;

import static io.surgetank.testkit.token.SigningKey.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.surgetank.testkit.token.SigningKey;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// Tokens that must be refused, one row each.
class RefusedTokensTest {
  private static final SigningKey RSA = TestVerifier.RSA;
  private static final SigningKey STRANGER = SigningKey.rsa("rsa-1");

  private final TestVerifier it = new TestVerifier(RSA, TestVerifier.EC, TestVerifier.ED25519);

  static Stream<Arguments> claims() {
    return Stream.of(
        claims("wrong audience", it -> it.put("aud", "https://other.example"), "aud"),
        claims("part of the audience", it -> it.put("aud", "https://jobs.example/x"), "aud"),
        claims("audience in a longer text", it -> it.put("aud", "x https://jobs.example"), "aud"),
        claims("no audience", it -> it.remove("aud"), "aud"),
        claims("empty list of audiences", it -> it.putArray("aud"), "aud"),
        claims("wrong issuer", it -> it.put("iss", "https://other.example/"), "iss"),
        claims("issuer without its slash", it -> it.put("iss", "https://issuer.example"), "iss"),
        claims("no issuer", it -> it.remove("iss"), "iss"),
        claims("no expiry", it -> it.remove("exp"), "exp"),
        claims("expired", it -> shift(it, "exp", -331), "Expired"),
        claims("clock 10 minutes behind", it -> shift(it, "exp", -900), "Expired"),
        claims("clock 10 minutes ahead", it -> shift(it, "nbf", 600), "before use"),
        claims("not yet valid", it -> shift(it, "nbf", 31), "before use"),
        claims("expiry as text", it -> it.put("exp", "2100-01-01"), "malformed"),
        claims("expiry as null", it -> it.putNull("exp"), "exp"),
        claims("negative expiry", it -> it.put("exp", -1), "Expired"),
        claims("expiry out of range", it -> it.put("exp", Long.MIN_VALUE), "Expired"),
        claims("no subject", it -> it.remove("sub"), "sub"),
        claims("empty subject", it -> it.put("sub", ""), "sub"),
        claims("subject with a line break", it -> it.put("sub", "a\nlevel=INFO"), "sub"),
        claims("subject in another script", it -> it.put("sub", "аlice"), "sub"),
        claims("long subject", it -> it.put("sub", "a".repeat(256)), "sub"),
        claims("subject as a list", it -> it.putArray("sub").add("a"), "malformed"),
        claims("audience as a number", it -> it.put("aud", 7), "malformed"),
        claims("issuer as a list", it -> it.putArray("iss").add("a"), "malformed"));
  }

  private static Arguments claims(String name, Consumer<ObjectNode> change, String reason) {
    return arguments(name, change, reason);
  }

  /// Moves a time, or sets it relative to the time of the token's issue.
  private static void shift(ObjectNode claims, String name, long seconds) {
    long from = claims.path(name).asLong(claims.path("iat").asLong());
    claims.put(name, from + seconds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void a_token_with_these_claims_is_refused(
      String name, Consumer<ObjectNode> change, String reason) {
    ObjectNode claims = it.claims();
    change.accept(claims);

    assertThat(it.refusal(RSA.token(claims))).as(name).contains(reason);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        header("none", it -> it.put("alg", "none"), ""),
        header("None", it -> it.put("alg", "None"), ""),
        header("nOnE", it -> it.put("alg", "nOnE"), ""),
        header("no algorithm", it -> it.remove("alg"), ""),
        header("empty algorithm", it -> it.put("alg", ""), ""),
        header("algorithm as a number", it -> it.put("alg", 256), ""),
        header("HMAC", it -> it.put("alg", "HS256"), "not allowed"),
        header("another RSA signature", it -> it.put("alg", "PS256"), "not allowed"),
        header("a longer digest", it -> it.put("alg", "RS512"), "not allowed"),
        header("another key's algorithm", it -> it.put("alg", "ES256"), "kid"),
        header("lower case", it -> it.put("alg", "rs256"), "not allowed"),
        header("key of another algorithm", it -> it.put("kid", "ec-1"), "kid"),
        header("unknown key", it -> it.put("kid", "rsa-9"), "kid"),
        header("path as the key", it -> it.put("kid", "../../etc/passwd"), "kid"),
        header("empty key id", it -> it.put("kid", ""), "kid"),
        header("key id as a number", it -> it.put("kid", 1), ""),
        header("critical extension", it -> it.putArray("crit").add("exp"), "crit"),
        header("empty critical list", it -> it.putArray("crit"), ""),
        header("unencoded payload", it -> it.put("b64", false), ""),
        header("another type", it -> it.put("typ", "logout+jwt"), "typ"),
        header("type of a proof", it -> it.put("typ", "dpop+jwt"), "typ"));
  }

  private static Arguments header(String name, Consumer<ObjectNode> change, String reason) {
    return arguments(name, change, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void a_token_with_this_header_is_refused(
      String name, Consumer<ObjectNode> change, String reason) {
    ObjectNode header = RSA.header();
    change.accept(header);

    assertThat(it.refusal(RSA.token(header.toString(), it.claims().toString())))
        .as(name)
        .contains(reason);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text("empty", _ -> "."),
        text("dots", _ -> ".."),
        text("without a signature", it -> it.substring(0, it.lastIndexOf('.'))),
        text("empty signature", it -> it.substring(0, it.lastIndexOf('.') + 1)),
        text("without its header", it -> it.substring(it.indexOf('.') + 1)),
        text("truncated", it -> it.substring(0, it.length() - 8)),
        text("truncated in the payload", it -> it.substring(0, it.indexOf('.') + 9)),
        text("doubled", it -> it + it),
        text("twice", it -> it + "." + it),
        text("two tokens", it -> it + " " + it),
        text("two tokens with a comma", it -> it + "," + it),
        text("five parts", _ -> "a.b.c.d.e"),
        text("padding", it -> it + "="),
        text(
            "blank in the signature",
            it -> it.substring(0, it.length() - 9) + " " + it.substring(it.length() - 9)),
        text("dollar in the signature", it -> it + "$"),
        text("standard base64", it -> it.substring(0, it.length() - 2) + "+/"),
        text("another script", it -> "é" + it),
        text("changed payload", it -> changed(it)),
        text("too long", it -> it + "a".repeat(1 << 20)),
        text("a million dots", _ -> ".".repeat(16_000)),
        text("JSON serialization", it -> "{\"payload\":\"" + it + "\"}"));
  }

  private static Arguments text(String name, Function<String, String> change) {
    return arguments(name, change);
  }

  private static String changed(String token) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    return parts[0] + "." + encoded(claims.replace("alice", "admin")) + "." + parts[2];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void such_a_text_is_refused(String name, Function<String, String> change) {
    String text = change.apply(RSA.token(it.claims()));

    String refusal = it.refusal(text);

    assertThat(refusal).as(name).startsWith("the JSON Web Token ").hasSizeLessThan(200);
  }

  @Test
  void a_token_by_another_key_with_the_same_id_is_refused() {
    assertThat(it.refusal(STRANGER.token(it.claims()))).contains("invalid signature");
    assertThat(it.refusal(SigningKey.ec("ec-1").token(it.claims()))).contains("invalid signature");
    assertThat(it.refusal(SigningKey.ed25519("ed-1").token(it.claims())))
        .contains("invalid signature");
  }

  /// The public key is known to everyone: used as a secret, it would sign any token.
  @Test
  void the_public_key_is_no_secret_of_a_symmetric_signature() throws GeneralSecurityException {
    String signed =
        encoded(RSA.header().put("alg", "HS256").toString())
            + "."
            + encoded(it.claims().toString());
    byte[] encodedKey = RSA.pair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encodedKey)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(encodedKey, pem.getBytes(UTF_8), RSA.jwk().toString().getBytes(UTF_8))) {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(UTF_8));

      assertThat(
              it.refusal(
                  signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature)))
          .contains("not allowed");
    }
  }

  /// CVE-2022-21449: a signature of zeros was valid for every text.
  @Test
  void a_signature_of_zeros_is_refused() {
    for (SigningKey key : List.of(RSA, TestVerifier.EC, TestVerifier.ED25519)) {
      String token = key.token(it.claims());
      int length =
          Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)).length;
      String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[length]);

      assertThat(it.refusal(token.substring(0, token.lastIndexOf('.') + 1) + zeros))
          .contains("invalid signature");
    }
  }

  static Stream<String> headerKeys() {
    return Stream.of(
        "\"jwk\": " + STRANGER.jwk(),
        "\"jku\": \"http://127.0.0.1:1/jwks.json\"",
        "\"x5u\": \"http://127.0.0.1:1/cert.pem\"",
        "\"x5c\": [\"AAAA\"]");
  }

  @ParameterizedTest
  @MethodSource("headerKeys")
  void a_key_in_the_header_is_not_used(String member) {
    String header = STRANGER.header().toString().replace("{", "{" + member + ",");

    assertThat(it.refusal(STRANGER.token(header, it.claims().toString()))).isNotEmpty();
  }

  @Test
  void duplicate_members_are_refused() {
    String claims = it.claims().toString();

    assertThat(
            it.refusal(
                RSA.token(RSA.header().toString(), claims.replace("{", "{\"sub\":\"bob\","))))
        .contains("malformed payload");
    String nested = claims.replace("{", "{\"realm\":{\"roles\":1,\"roles\":2},");
    assertThat(it.refusal(RSA.token(RSA.header().toString(), nested)))
        .contains("malformed payload");
    String header = RSA.header().toString().replace("{", "{\"alg\":\"none\",");
    assertThat(it.refusal(RSA.token(header, claims))).contains("malformed header");
  }

  @Test
  void deep_nesting_is_refused() {
    String deep = "{\"a\":" + "[".repeat(4_000) + "]".repeat(4_000) + "}";

    assertThat(it.refusal(RSA.token(RSA.header().toString(), deep))).contains("malformed payload");
    assertThat(it.refusal(RSA.token(deep, it.claims().toString()))).contains("malformed header");
  }

  /// Each is answered, none is accepted, and none ends in an exception.
  @Test
  void random_changes_of_a_token_are_refused() {
    var random = new Random(7);
    var tokens = new ArrayList<String>();
    for (SigningKey key : List.of(RSA, TestVerifier.EC, TestVerifier.ED25519))
      tokens.add(key.token(it.claims()));
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder(tokens.get(random.nextInt(tokens.size())));
      int at = random.nextInt(text.lastIndexOf("."));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, (char) random.nextInt(256));
      }
      assertThat(it.refusal(text.toString())).as(text.toString()).isNotEmpty();
    }
  }
}
