package io.surgetank.core.configuration;

import io.surgetank.core.access.ClaimMapping;
import io.surgetank.core.access.JwtSettings;
import io.surgetank.core.access.JwtSettings.Algorithm;
import io.surgetank.core.access.JwtSettings.KeySetLocation;
import io.surgetank.core.access.Scope;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads which JSON Web Tokens are accepted.
final class JwtSection {
  /// More values belong into one role at the issuer.
  static final int MAX_VALUES = 64;

  private final YamlMap map;

  JwtSection(YamlMap map) {
    this.map = map;
  }

  /// Empty if the section is missing, or invalid and reported.
  Optional<JwtSettings> read() {
    var issuer = map.required("issuer", JwtTextParser::identifier);
    var audience = map.required("audience", JwtTextParser::identifier);
    var location = map.required("jwks", JwtTextParser::location);
    var ca = map.value("ca", JwtTextParser::file);
    var algorithms = list(map, "algorithms", JwtTextParser::algorithm);
    var leeway = map.optional("leeway", leewayForm(), JwtSettings.DEFAULT_LEEWAY);
    var scopeClaim =
        map.optional("scopeClaim", JwtTextParser::identifier, ClaimMapping.DEFAULT_SCOPE_CLAIM);
    var scopes = scopes(map.requiredSection("scopes"));
    var pipelineClaim = map.optional("pipelineClaim", JwtTextParser::identifier, "");
    var tenantClaim = map.optional("tenantClaim", JwtTextParser::identifier, "");
    map.refuseOthers();
    if (ca.isPresent() && location.filter(it -> !isHttps(it)).isPresent())
      map.keyError("ca", "is only for an https URL", "remove it");
    if (issuer.isEmpty() || audience.isEmpty() || location.isEmpty()) return Optional.empty();
    return Optional.of(
        new JwtSettings(
            issuer.get(),
            audience.get(),
            with(ca.orElse(""), location.get()),
            algorithms.isEmpty() ? Set.of(Algorithm.values()) : algorithms,
            leeway,
            new ClaimMapping(scopeClaim, scopes, pipelineClaim, tenantClaim)));
  }

  private static boolean isHttps(KeySetLocation location) {
    return location instanceof KeySetLocation.Url(var url, _) && "https".equals(url.getScheme());
  }

  private static KeySetLocation with(String ca, KeySetLocation location) {
    return switch (location) {
      case KeySetLocation.Url(var url, _) -> new KeySetLocation.Url(url, ca);
      case KeySetLocation.File file -> file;
    };
  }

  private static ValueParser<Duration> leewayForm() {
    ValueParser<Duration> durations = Durations::read;
    return durations.where(
        value -> value.compareTo(JwtSettings.MAX_LEEWAY) <= 0,
        "is more than 2m",
        "use at most 2m, and synchronize the clocks");
  }

  private static Map<Scope, Set<String>> scopes(YamlMap section) {
    var scopes = new EnumMap<Scope, Set<String>>(Scope.class);
    for (Scope scope : Scope.values()) {
      Set<String> values = list(section, scope.label(), JwtTextParser::claimValue);
      if (!values.isEmpty()) scopes.put(scope, values);
    }
    section.refuseOthers();
    if (!section.isAbsent() && section.names().isEmpty())
      section.error("", "has no scope", "add one, such as submit: jobs:submit");
    return scopes;
  }

  /// A list of values, or a single one. Empty if it is missing, or invalid and reported.
  private static <T> Set<T> list(YamlMap map, String name, ValueParser<T> valueParser) {
    Optional<Node> node = map.node(name);
    if (node.isEmpty()) return Set.of();
    List<Node> nodes =
        node.get() instanceof SequenceNode list ? list.getValue() : List.of(node.get());
    if (nodes.isEmpty()) map.error(name, "has no value", "add one, or remove the key");
    if (nodes.size() > MAX_VALUES) {
      map.error(name, "has more than " + MAX_VALUES + " values", "use fewer");
      return Set.of();
    }
    var values = new LinkedHashSet<T>();
    for (Node each : nodes) map.scalar(map.named(name), each, valueParser).ifPresent(values::add);
    return values;
  }
}
