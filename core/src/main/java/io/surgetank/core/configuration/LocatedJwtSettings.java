package io.surgetank.core.configuration;

import io.surgetank.core.access.JwtSettings;

/// The `access.jwt` of a configuration, with the locations of the files that it names.
public record LocatedJwtSettings(JwtSettings settings, String file, Location jwks, Location ca) {
  /// In the configuration.
  ///
  /// @param line from 1
  /// @param column from 1
  public record Location(int line, int column) {}

  /// An error of the key set.
  public ConfigurationError keySetError(String problem) {
    return new ConfigurationError(
        file,
        jwks.line(),
        jwks.column(),
        "access.jwt.jwks: " + problem,
        "save the key set of the issuer in the file, or set its URL");
  }

  /// An error of the certificates of authorities.
  public ConfigurationError caError(String problem) {
    return new ConfigurationError(
        file,
        ca.line(),
        ca.column(),
        "access.jwt.ca: " + problem,
        "use a PEM file with the certificates of the authorities");
  }

  /// An error of the whole section.
  public ConfigurationError error(String problem, String hint) {
    return new ConfigurationError(file, jwks.line(), jwks.column(), "access.jwt: " + problem, hint);
  }
}
