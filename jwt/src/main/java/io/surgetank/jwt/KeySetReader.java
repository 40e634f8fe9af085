package io.surgetank.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.json.Json;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a JSON Web Key Set (RFC 7517). Keys that cannot be used are ignored, as the RFC requires
/// (section 5).
public final class KeySetReader {
  /// Issuers have two or three; a key costs time at each unknown `kid`.
  static final int MAX_KEYS = 100;

  /// RFC 7518, 3.3.
  private static final int MIN_RSA_BITS = 2_048;

  /// A signature of a longer one takes milliseconds to verify.
  private static final int MAX_RSA_BITS = 8_192;

  private final Set<Algorithm> algorithms;

  /// @param algorithms keys of others are ignored
  public KeySetReader(Set<Algorithm> algorithms) {
    this.algorithms = Set.copyOf(algorithms);
  }

  /// Throws [IllegalArgumentException] with a message for operators if the text is not a key set
  /// with a usable key.
  public void check(String text) {
    IssuerKeys keys = read(text);
    if (keys.all().isEmpty()) throw invalid(keys.problem());
  }

  /// Throws [IllegalArgumentException] with a message for operators if the text is not a key set.
  IssuerKeys read(String text) {
    JsonNode list = parsed(text).path("keys");
    if (!list.isArray()) throw invalid("is not a JSON Web Key Set: it has no list 'keys'");
    if (list.size() > MAX_KEYS) throw invalid("has more than " + MAX_KEYS + " keys");
    var usable = new ArrayList<IssuerKey>();
    var ignored = new ArrayList<String>();
    for (JsonNode each : list) {
      try {
        usable.add(key(each));
      } catch (Unusable reason) {
        ignored.add("key " + (usable.size() + ignored.size() + 1) + " " + reason.getMessage());
      }
    }
    return new IssuerKeys(usable, ignored, new VerifiedTokens());
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.read(text);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("is not valid JSON", notJson);
    }
  }

  private static IllegalArgumentException invalid(String problem) {
    return new IllegalArgumentException(problem);
  }

  /// A key that is ignored.
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }
  }

  private IssuerKey key(JsonNode json) throws Unusable {
    JWK jwk = jwk(json);
    // Its holder can sign tokens: it must not be used, wherever it was published by mistake.
    if (jwk.isPrivate())
      throw new Unusable("is secret or private: only public keys may be in the set");
    if (jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE))
      throw new Unusable("is not for signatures");
    if (jwk.getKeyOperations() != null && !jwk.getKeyOperations().contains(KeyOperation.VERIFY))
      throw new Unusable("is not for verification");
    IssuerKey key = usable(jwk);
    if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().getName().equals(key.algorithm().label()))
      throw new Unusable("is for another algorithm than " + key.algorithm().label());
    if (!algorithms.contains(key.algorithm()))
      throw new Unusable("is for " + key.algorithm().label() + ", which is not in 'algorithms'");
    return key;
  }

  private static JWK jwk(JsonNode json) throws Unusable {
    if (!json.isObject()) throw new Unusable("is no JSON object");
    try {
      return JWK.parse(Json.write(json));
    } catch (ParseException | IllegalArgumentException | IllegalStateException malformed) {
      throw new Unusable("is malformed or of an unknown type");
    }
  }

  private static IssuerKey usable(JWK jwk) throws Unusable {
    String id = jwk.getKeyID() == null ? "" : jwk.getKeyID();
    try {
      return switch (jwk) {
        case RSAKey rsa -> {
          if (rsa.size() < MIN_RSA_BITS || rsa.size() > MAX_RSA_BITS)
            throw new Unusable("has " + rsa.size() + " bits, not 2048 to 8192");
          yield new IssuerKey(
              id, Algorithm.RS256, new RSASSAVerifier(rsa.toRSAPublicKey())::verify);
        }
        case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
            new IssuerKey(id, Algorithm.ES256, new ECDSAVerifier(ec.toECPublicKey())::verify);
        case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) ->
            new IssuerKey(id, Algorithm.EDDSA, Ed25519Signatures.of(pair.getDecodedX()));
        default -> throw new Unusable("is of another type than RSA, P-256 and Ed25519");
      };
    } catch (JOSEException | IllegalArgumentException malformed) {
      throw new Unusable("is malformed");
    }
  }
}
