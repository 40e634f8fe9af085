package io.surgetank.cli.command;

import io.surgetank.core.configuration.ConfigurationError;
import io.surgetank.core.configuration.LocatedJwtSettings;

/// Refuses to deploy a configuration whose tokens would not be required on AWS.
public final class NoTokensOnAws {
  private NoTokensOnAws() {}

  public static ConfigurationError error(LocatedJwtSettings jwt) {
    return jwt.error(
        "is not supported on AWS, where requests would need no token",
        "deploy a configuration without it, and require tokens in front of the API");
  }
}
