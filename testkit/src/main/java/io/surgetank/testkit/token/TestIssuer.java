package io.surgetank.testkit.token;

import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What the tokens of the test issuer contain.
public final class TestIssuer {
  public static final String NAME = "https://issuer.example/";
  public static final String AUDIENCE = "https://jobs.example";

  private TestIssuer() {}

  /// A key set with the public keys.
  public static String keySet(SigningKey... keys) {
    ObjectNode set = Json.MAPPER.createObjectNode();
    var list = set.putArray("keys");
    List.of(keys).forEach(key -> list.add(key.jwk()));
    return set.toString();
  }

  /// The claims of a token that is valid for five minutes.
  public static ObjectNode claims(Instant now) {
    return Json.MAPPER
        .createObjectNode()
        .put("iss", NAME)
        .put("aud", AUDIENCE)
        .put("sub", "alice")
        .put("scope", "jobs:submit")
        .put("iat", now.getEpochSecond())
        .put("exp", now.plusSeconds(300).getEpochSecond());
  }

  /// The section `access` of a configuration that accepts these tokens.
  ///
  /// @param jwks the location of the key set
  public static String configuration(String jwks) {
    return """
    access:
      jwt:
        issuer: %s
        audience: %s
        jwks: %s
        scopes:
          submit: jobs:submit
          read: jobs:read
          operate: [jobs:operate, sre]
          admin: jobs:admin
        pipelineClaim: pipelines
    """
        .formatted(NAME, AUDIENCE, jwks);
  }
}
