package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import io.surgetank.core.pipeline.Intake.Selector;
import io.surgetank.core.pipeline.PipelineAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The HTTP paths of the pipelines: their syntax, and that each request matches only one pipeline.
final class PathRules {
  /// Paths of the server itself.
  static final List<String> RESERVED =
      List.of("/health", "/metrics", "/openapi.json", "/ops", "/console");

  private static final int MAX_LENGTH = 200;
  private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9_~.-]+)+");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");

  private final List<Claim> claims = new ArrayList<>();

  /// A path, and the selector of its bodies.
  ///
  /// @param place the intake's section
  record Claim(
      String pipeline, YamlMap place, String path, Selector selector, PipelineAccess access) {
    /// Reports an error in the pipeline's intake section.
    void error(String key, String problem, String hint) {
      place.error(key, problem, hint);
    }
  }

  static Parsed<String> read(String text) {
    String shown = ErrorCollector.quote(text);
    if (!text.startsWith("/"))
      return new Parsed.Invalid<>(shown + " does not begin with '/'", "use a path such as /orders");
    if (text.endsWith("/"))
      return new Parsed.Invalid<>(
          shown + " ends with '/'", "remove the last '/'; jobs are at path/{id}");
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches() || DOTS.matcher(text).matches())
      return new Parsed.Invalid<>(
          shown + " is not a valid path",
          "use up to " + MAX_LENGTH + " of a-z, A-Z, 0-9, '-', '_', '.', '~' and single '/'");
    for (var reserved : RESERVED)
      if (text.equals(reserved) || text.startsWith(reserved + "/"))
        return new Parsed.Invalid<>(
            shown + " is reserved for the server",
            "choose a path that is not at or below " + String.join(", ", RESERVED));
    return new Parsed.Value<>(text);
  }

  void claim(PipelineSection pipeline) {
    pipeline.claim().ifPresent(claims::add);
  }

  /// Reports every pair of pipelines that one request could match.
  void check() {
    Map<String, List<Claim>> byPath = new LinkedHashMap<>();
    for (var claim : claims)
      byPath.computeIfAbsent(claim.path(), path -> new ArrayList<>()).add(claim);
    byPath.values().forEach(this::checkSelectors);
    byPath.values().forEach(this::checkAccess);
    for (var claim : claims) {
      String parent = claim.path().substring(0, claim.path().lastIndexOf('/'));
      var owners = byPath.getOrDefault(parent, List.of());
      if (!owners.isEmpty())
        claim.error(
            "path",
            ErrorCollector.quote(claim.path())
                + " conflicts with the jobs of pipeline '"
                + owners.getFirst().pipeline()
                + "' ("
                + parent
                + "/{id})",
            "choose a path that is not directly below another pipeline's");
    }
  }

  /// A list has the jobs of all pipelines of its path, and a client is admitted before its body is
  /// read, which selects the pipeline.
  private void checkAccess(List<Claim> sharing) {
    var first = sharing.getFirst();
    for (var claim : sharing)
      if (!claim.access().equals(first.access()))
        claim.error(
            "path",
            ErrorCollector.quote(claim.path())
                + " is shared with pipeline '"
                + first.pipeline()
                + "', which has another 'access'",
            "use the same 'access' for all pipelines of a path");
  }

  private void checkSelectors(List<Claim> sharing) {
    Map<Selector, Claim> seen = new LinkedHashMap<>();
    for (var claim : sharing) {
      var first = seen.putIfAbsent(claim.selector(), claim);
      if (first == null) continue;
      String other = "pipeline '" + first.pipeline() + "'";
      switch (claim.selector()) {
        case Selector.Any() ->
            claim.error(
                "path",
                ErrorCollector.quote(claim.path())
                    + " is already used by "
                    + other
                    + ", for any body",
                "choose another path, or select by body with 'when: {has: <member>}'");
        case Selector.HasMember(var member) ->
            claim.error(
                "when",
                "bodies with '" + member + "' already belong to " + other,
                "use a member that only this pipeline's bodies have");
      }
    }
  }
}
