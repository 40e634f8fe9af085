package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.pipeline.Intake.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The HTTP paths of the pipelines: how they are written, and that no request could mean two.
final class PathRules {
  /// What the server itself answers at.
  static final List<String> RESERVED =
      List.of("/health", "/metrics", "/openapi.json", "/ops", "/console");

  private static final int MAX_LENGTH = 200;
  private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9_~.-]+)+");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");

  private final List<Claim> claims = new ArrayList<>();

  /// A path, and which of its bodies.
  ///
  /// @param place the intake's section
  record Claim(String pipeline, YamlMap place, String path, Selector selector) {
    /// Tells a fault at the path, in the words of the pipeline's own section.
    void fault(String key, String problem, String cure) {
      place.fault(key, problem, cure);
    }
  }

  static Parsed<String> read(String text) {
    String shown = ErrorCollector.quote(text);
    if (!text.startsWith("/"))
      return new Parsed.Invalid<>(
          shown + " does not begin with '/'", "write a path such as /orders");
    if (text.endsWith("/"))
      return new Parsed.Invalid<>(
          shown + " ends with '/'", "remove the last '/'; jobs are at path/{id}");
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches() || DOTS.matcher(text).matches())
      return new Parsed.Invalid<>(
          shown + " is not a path that every client can send",
          "write up to " + MAX_LENGTH + " of a-z, A-Z, 0-9, '-', '_', '.', '~' and single '/'");
    for (var reserved : RESERVED)
      if (text.equals(reserved) || text.startsWith(reserved + "/"))
        return new Parsed.Invalid<>(
            shown + " belongs to the server",
            "choose a path that is not at or below " + String.join(", ", RESERVED));
    return new Parsed.Value<>(text);
  }

  void claim(PipelineSection pipeline) {
    pipeline.claim().ifPresent(claims::add);
  }

  /// Tells every pair of pipelines that one request could mean.
  void check() {
    Map<String, List<Claim>> byPath = new LinkedHashMap<>();
    for (var claim : claims)
      byPath.computeIfAbsent(claim.path(), path -> new ArrayList<>()).add(claim);
    byPath.values().forEach(this::checkSelectors);
    for (var claim : claims) {
      String parent = claim.path().substring(0, claim.path().lastIndexOf('/'));
      var owners = byPath.getOrDefault(parent, List.of());
      if (!owners.isEmpty())
        claim.fault(
            "path",
            ErrorCollector.quote(claim.path())
                + " is where the jobs of pipeline '"
                + owners.getFirst().pipeline()
                + "' are found ("
                + parent
                + "/{id})",
            "choose a path that is not one step below another pipeline's");
    }
  }

  private void checkSelectors(List<Claim> sharing) {
    Map<Selector, Claim> seen = new LinkedHashMap<>();
    for (var claim : sharing) {
      var first = seen.putIfAbsent(claim.selector(), claim);
      if (first == null) continue;
      String other = "pipeline '" + first.pipeline() + "'";
      switch (claim.selector()) {
        case Selector.Any() ->
            claim.fault(
                "path",
                ErrorCollector.quote(claim.path()) + " is taken by " + other + ", for any body",
                "choose another path, or tell the bodies apart with 'when: {has: <member>}'");
        case Selector.HasMember(var member) ->
            claim.fault(
                "when",
                "bodies with '" + member + "' are already taken by " + other,
                "name a member that only this pipeline's bodies have");
      }
    }
  }
}
