package io.surgetank.jwt;

import io.surgetank.core.access.ClaimMapping;
import io.surgetank.core.access.JwtSettings;
import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.access.JwtSettings.KeySetLocation;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import io.surgetank.core.access.TokenVerifier.Verification;
import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A verifier with a clock that its test controls, and a key set in memory.
final class TestVerifier implements KeySetMonitor.Listener {
  static final SigningKey RSA = SigningKey.rsa("rsa-1");
  static final SigningKey EC = SigningKey.ec("ec-1");
  static final SigningKey ED25519 = SigningKey.ed25519("ed-1");

  Instant now = Instant.parse("2026-01-31T08:00:00Z");
  final TestKeySet keySet;
  final KeySetMonitor monitor;
  final JwtVerifier verifier;
  final List<String> events = new ArrayList<>();

  TestVerifier(SigningKey... keys) {
    this(
        settings(new ClaimMapping("scope", Map.of(Scope.SUBMIT, Set.of("jobs:submit")), "")), keys);
  }

  TestVerifier(JwtSettings settings, SigningKey... keys) {
    keySet = new TestKeySet(TestIssuer.keySet(keys));
    monitor =
        new KeySetMonitor(
            keySet, new KeySetReader(settings.algorithms()), KeySetMonitor.Schedule.URL, () -> now);
    verifier = new JwtVerifier(settings, monitor, () -> now);
    monitor.runOnce(this);
  }

  static JwtSettings settings(ClaimMapping claims, Algorithm... algorithms) {
    return new JwtSettings(
        TestIssuer.NAME,
        TestIssuer.AUDIENCE,
        new KeySetLocation.File("jwks.json"),
        algorithms.length == 0 ? Set.of(Algorithm.values()) : Set.of(algorithms),
        JwtSettings.DEFAULT_LEEWAY,
        claims);
  }

  ObjectNode claims() {
    return TestIssuer.claims(now);
  }

  /// The sender of a valid token.
  Principal principal(String token) {
    return switch (verifier.verify(token)) {
      case Verification.Valid(var principal) -> principal;
      case Verification.Invalid(var why) -> throw new AssertionError(why);
      case Verification.Unavailable(var why, _) -> throw new AssertionError(why);
    };
  }

  /// Why a token is refused.
  String refusal(String token) {
    return switch (verifier.verify(token)) {
      case Verification.Valid(var principal) -> throw new AssertionError("accepted: " + principal);
      case Verification.Invalid(var why) -> why;
      case Verification.Unavailable(var why, _) -> throw new AssertionError("unavailable: " + why);
    };
  }

  boolean isUnavailable(String token) {
    return verifier.verify(token) instanceof Verification.Unavailable;
  }

  @Override
  public void loaded(int keys, List<String> ignored) {
    events.add("loaded " + keys + " " + ignored);
  }

  @Override
  public void failed(String detail) {
    events.add("failed " + detail);
  }

  @Override
  public void expired(String detail) {
    events.add("expired " + detail);
  }
}
