package io.surgetank.core.api;

import io.surgetank.core.access.KeyGrant;
import io.surgetank.core.access.Scope;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A request to create an API key.
sealed interface KeyRequest {
  /// A valid request.
  ///
  /// @param lifetime empty: it does not expire
  record Create(KeyGrant grant, Optional<Duration> lifetime) implements KeyRequest {}

  record Invalid(List<Violation> violations) implements KeyRequest {
    Response response() {
      return Problem.of(Problem.Kind.PARAMETERS, violations).response();
    }
  }

  Set<String> MEMBERS = Set.of("name", "scopes", "pipelines", "tenant", "expiresInSeconds");

  /// A longer time is a mistake in the unit.
  long MAX_SECONDS = Duration.ofDays(3_660).toSeconds();

  /// Reads `{"name": "shop", "scopes": ["submit"], "pipelines": [], "tenant": "acme",
  /// "expiresInSeconds": 86400}`, where only `name` and `scopes` are required.
  static KeyRequest read(byte[] body, KnownPipelines known) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var violations) -> new Invalid(violations);
      case ParseResult.Parsed(var json, _) -> parse(json, known);
    };
  }

  private static KeyRequest parse(JsonNode json, KnownPipelines known) {
    if (!json.isObject()) return new Invalid(List.of(Violation.ofWhole("send a JSON object")));
    List<Violation> violations = new ArrayList<>(DeadLetterRequest.unknown(json, MEMBERS));
    String name = json.path("name").asString("");
    if (!json.path("name").isString() || !KeyGrant.isName(name))
      violations.add(
          new Violation(
              "/name",
              "'name' must be 1 to 64 printable ASCII characters, without blanks at its ends"));
    List<Scope> scopes = DeadLetterRequest.list(json, "scopes", Scope::parse, violations);
    List<PipelineName> pipelines =
        DeadLetterRequest.list(json, "pipelines", known::named, violations);
    if (violations.isEmpty() && scopes.isEmpty())
      violations.add(new Violation("/scopes", "'scopes' must have at least one scope"));
    if (scopes.contains(Scope.ADMIN) && !pipelines.isEmpty())
      violations.add(
          new Violation("/pipelines", "a key with 'admin' cannot be bound to pipelines"));
    Optional<Tenant> tenant = tenant(json.path("tenant"), violations);
    if (scopes.contains(Scope.ADMIN) && tenant.isPresent())
      violations.add(new Violation("/tenant", "a key with 'admin' cannot belong to a tenant"));
    Optional<Duration> lifetime = seconds(json, "expiresInSeconds", 1, violations);
    return violations.isEmpty()
        ? new Create(
            new KeyGrant(name, Set.copyOf(scopes), Set.copyOf(pipelines), tenant), lifetime)
        : new Invalid(violations);
  }

  private static Optional<Tenant> tenant(JsonNode json, List<Violation> violations) {
    if (json.isMissingNode()) return Optional.empty();
    Optional<Tenant> tenant = json.isString() ? Tenant.parse(json.stringValue()) : Optional.empty();
    if (tenant.isEmpty())
      violations.add(new Violation("/tenant", "'tenant' must be " + Tenant.RULE));
    return tenant;
  }

  /// A duration of at least `least` seconds. Empty if the member is absent or invalid.
  static Optional<Duration> seconds(
      JsonNode json, String name, long least, List<Violation> violations) {
    JsonNode seconds = json.path(name);
    if (seconds.isMissingNode()) return Optional.empty();
    boolean isValid =
        seconds.isIntegralNumber()
            && seconds.canConvertToLong()
            && seconds.longValue() >= least
            && seconds.longValue() <= MAX_SECONDS;
    if (isValid) return Optional.of(Duration.ofSeconds(seconds.longValue()));
    violations.add(
        new Violation(
            "/" + name, "'%s' must be %d to %d seconds".formatted(name, least, MAX_SECONDS)));
    return Optional.empty();
  }
}
