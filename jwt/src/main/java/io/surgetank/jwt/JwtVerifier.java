package io.surgetank.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import io.surgetank.core.access.JwtSettings;
import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies signed JSON Web Tokens (RFC 7519, RFC 8725) by the keys of one issuer.
///
/// Only `kid` selects a key, and only among those of the configured key set: keys and URLs in the
/// header of a token (`jwk`, `jku`, `x5c`, `x5u`) are never used.
public final class JwtVerifier implements TokenVerifier {
  /// Larger than those of any issuer that is known to us; parsing takes time.
  static final int MAX_LENGTH = 16 * 1024;

  /// Until the keys have been read; they are read at the latest after that time.
  private static final Duration READ = Duration.ofSeconds(2);

  /// While there are no valid keys.
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  /// Types of tokens for access (RFC 7519, 5.1; RFC 9068, 2.1). Others, such as logout tokens, are
  /// for other purposes (RFC 8725, 3.11).
  private static final Set<JOSEObjectType> TYPES =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));

  private final Set<Algorithm> algorithms;
  private final TokenClaims claims;
  private final KeySetMonitor monitor;
  private final InstantSource clock;

  public JwtVerifier(JwtSettings settings, KeySetMonitor monitor, InstantSource clock) {
    this.algorithms = settings.algorithms();
    this.claims = new TokenClaims(settings);
    this.monitor = monitor;
    this.clock = clock;
  }

  @Override
  public Verification verify(String token) {
    if (token.length() > MAX_LENGTH) return invalid("has more than " + MAX_LENGTH + " characters");
    Optional<IssuerKeys> keys = monitor.current();
    if (keys.isEmpty()) return withoutKeys();
    byte[] digest = digest(token);
    Optional<Principal> known = keys.get().verified().find(digest, clock.instant());
    return known.isPresent()
        ? new Verification.Valid(known.get())
        : verifyNew(token, digest, keys.get());
  }

  private Verification withoutKeys() {
    boolean isStarting = monitor.condition().isEmpty();
    return new Verification.Unavailable(
        isStarting
            ? "the keys of the token issuer are being read"
            : "the keys of the token issuer cannot be read; API keys are accepted",
        isStarting ? READ : OUTAGE);
  }

  private Verification verifyNew(String token, byte[] digest, IssuerKeys keys) {
    try {
      CompactForm.check(token);
      SignedJWT jwt = parsed(token);
      Algorithm algorithm = checked(jwt.getHeader());
      List<IssuerKey> candidates = keys.candidates(jwt.getHeader().getKeyID(), algorithm);
      if (candidates.isEmpty()) return withoutKey(token, keys);
      if (!isSigned(jwt, candidates)) return invalid("has an invalid signature");
      TokenClaims.Accepted accepted = claims.check(jwt, clock.instant());
      keys.verified().add(digest, accepted.principal(), accepted.end());
      return new Verification.Valid(accepted.principal());
    } catch (InvalidTokenException refused) {
      return invalid(refused.reason());
    }
  }

  private static SignedJWT parsed(String token) throws InvalidTokenException {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | RuntimeException malformed) {
      // The library throws various exceptions for values of wrong types.
      throw new InvalidTokenException("is malformed");
    }
  }

  private static Verification invalid(String problem) {
    return new Verification.Invalid("the JSON Web Token " + problem);
  }

  /// Its algorithm, if the header has nothing that must be refused.
  private Algorithm checked(JWSHeader header) throws InvalidTokenException {
    Optional<Algorithm> algorithm =
        algorithms.stream()
            .filter(each -> each.label().equals(header.getAlgorithm().getName()))
            .findFirst();
    if (algorithm.isEmpty())
      throw new InvalidTokenException(
          "is signed by an algorithm that is not allowed; allowed: "
              + String.join(", ", algorithms.stream().map(Algorithm::label).sorted().toList()));
    // No extension is understood (RFC 7515, 4.1.11; RFC 7797).
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload())
      throw new InvalidTokenException("has a critical header parameter, which is not supported");
    if (header.getType() != null && !TYPES.contains(header.getType()))
      throw new InvalidTokenException("has another type (typ) than JWT and at+jwt");
    return algorithm.get();
  }

  private Verification withoutKey(String token, IssuerKeys keys) {
    if (monitor.requestRead())
      return new Verification.Unavailable(
          "the key of the JSON Web Token is unknown; the keys of the issuer are being read again",
          READ);
    Optional<IssuerKeys> newest = monitor.current();
    // They have just been read.
    if (newest.isPresent() && !newest.get().equals(keys)) return verify(token);
    // It may be signed by a new key, which cannot be read now.
    if (monitor.condition().isPresent()) return withoutKeys();
    return invalid("is signed by a key (kid) that the issuer does not publish");
  }

  private static boolean isSigned(SignedJWT jwt, List<IssuerKey> candidates) {
    byte[] signed = jwt.getSigningInput();
    for (IssuerKey key : candidates) if (isSigned(jwt, signed, key)) return true;
    return false;
  }

  private static boolean isSigned(SignedJWT jwt, byte[] signed, IssuerKey key) {
    try {
      return key.signatures().verify(jwt.getHeader(), signed, jwt.getSignature());
    } catch (JOSEException | RuntimeException otherForm) {
      // It is not a signature by this key.
      return false;
    }
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
