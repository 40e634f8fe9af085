package io.surgetank.core.access;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// Which JSON Web Tokens (RFC 7519) are accepted.
///
/// @param issuer equal to `iss`
/// @param audience one of `aud`
/// @param keys the public keys of the issuer
/// @param algorithms the only ones of signatures
/// @param leeway how far the clocks of the issuer and of the server may differ
public record JwtSettings(
    String issuer,
    String audience,
    KeySetLocation keys,
    Set<Algorithm> algorithms,
    Duration leeway,
    ClaimMapping claims) {
  public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);

  /// RFC 7519, 4.1.4: "usually no more than a few minutes".
  public static final Duration MAX_LEEWAY = Duration.ofMinutes(2);

  /// Signatures by a private key (RFC 7518, RFC 8037). A key fits one algorithm only, and none of
  /// them is symmetric: a public key can never be used as a secret (RFC 8725, 2.1 and 3.1).
  public enum Algorithm {
    RS256("RS256"),
    ES256("ES256"),
    /// With Ed25519.
    EDDSA("EdDSA");

    private final String label;

    Algorithm(String label) {
      this.label = label;
    }

    /// As in the header of a token.
    public String label() {
      return label;
    }
  }

  /// Where the JSON Web Key Set (RFC 7517) is.
  public sealed interface KeySetLocation {
    /// Read over HTTP.
    ///
    /// @param ca a file with the certificates of trusted authorities; empty: the public ones
    record Url(URI url, String ca) implements KeySetLocation {}

    /// Read from a file.
    ///
    /// @param path relative to the configuration's folder, or absolute
    record File(String path) implements KeySetLocation {}
  }

  public JwtSettings {
    algorithms = Set.copyOf(algorithms);
  }
}
