package io.surgetank.jwt;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.surgetank.core.access.JwtSettings;
import io.surgetank.core.access.Principal;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks the claims of a token whose signature is valid: `iss`, `aud`, `exp` and `nbf` (RFC 7519,
/// 4.1), of which `exp` is required, and `sub`, which the audit log names.
final class TokenClaims {
  /// OpenID Connect Core, 2: at most 255 ASCII characters. Without control characters: it is part
  /// of log lines.
  private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");

  private final JwtSettings settings;
  private final ClaimedRights rights;

  TokenClaims(JwtSettings settings) {
    this.settings = settings;
    this.rights = new ClaimedRights(settings.claims());
  }

  /// @param end from when on the token is invalid
  record Accepted(Principal principal, Instant end) {}

  Accepted check(SignedJWT jwt, Instant now) throws InvalidTokenException {
    JWTClaimsSet claims = parsed(jwt);
    verify(claims, now);
    @Nullable String subject = claims.getSubject();
    if (subject == null || !SUBJECT.matcher(subject).matches())
      throw new InvalidTokenException("has a subject (sub) that is not 1 to 255 ASCII characters");
    @Nullable Date expiry = claims.getExpirationTime();
    // The library takes `null` for a value.
    if (expiry == null) throw new InvalidTokenException("has no expiry (exp)");
    Principal principal = rights.principal(settings.issuer(), subject, claims);
    return new Accepted(principal, expiry.toInstant().plus(settings.leeway()));
  }

  private static JWTClaimsSet parsed(SignedJWT jwt) throws InvalidTokenException {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException | RuntimeException malformed) {
      throw new InvalidTokenException("has malformed claims");
    }
  }

  private void verify(JWTClaimsSet claims, Instant now) throws InvalidTokenException {
    try {
      new ClaimsAt(settings, now).verify(claims, null);
    } catch (BadJWTException refused) {
      throw new InvalidTokenException("is refused: " + refused.getMessage());
    }
  }

  /// The library's checks, by our clock.
  private static final class ClaimsAt extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Instant now;

    ClaimsAt(JwtSettings settings, Instant now) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
          Set.of("sub", "exp"));
      setMaxClockSkew(Math.toIntExact(settings.leeway().toSeconds()));
      this.now = now;
    }

    @Override
    protected Date currentTime() {
      return Date.from(now);
    }
  }
}
