package io.surgetank.deploy.deployment;

import io.surgetank.core.digest.Sha256;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is to be deployed: a template, and the zip that it refers to.
///
/// @param chosen values of parameters that the user set
public record Deployment(
    String stack,
    String stage,
    Map<String, Object> template,
    byte[] zip,
    Map<String, String> chosen) {
  static final String TOKEN = "OperatorToken";
  static final String PROTECTION = "DeletionProtection";
  private static final String RELEASE = "Release";

  /// Parameters that the user cannot set.
  private static final Set<String> RESERVED =
      Set.of("EnvironmentName", "CodeBucket", "CodeKey", TOKEN, PROTECTION, RELEASE);

  /// They follow the pipelines: a previous value may no longer be valid.
  private static final Set<String> COMPUTED = Set.of("QueueVisibilityTimeout", "LambdaTimeout");

  /// Enough to distinguish the zips of a stage.
  private static final int DIGITS = 16;

  public static Deployment of(
      Pipelines pipelines, StackSettings settings, byte[] zip, Map<String, String> chosen) {
    return new Deployment(
        settings.name(),
        settings.stage(),
        new Template(pipelines, settings).whole(),
        zip,
        Map.copyOf(chosen));
  }

  /// Errors in the values that the user set.
  public List<String> errors() {
    var errors = new ArrayList<String>();
    chosen
        .keySet()
        .forEach(name -> {
          if (RESERVED.contains(name)) errors.add(name + " cannot be set");
          else if (!parameters().contains(name))
            errors.add(
                name + " is not a parameter of the template; see docs/aws/cloudformation.md");
        });
    errors.addAll(ParameterValues.errors(YamlTree.inside(template, "Parameters"), chosen));
    return errors.stream().sorted().toList();
  }

  public Set<String> parameters() {
    return YamlTree.inside(template, "Parameters").keySet();
  }

  /// Every resource as an addition, if there is no stack yet.
  List<PlannedChange> additions() {
    var additions = new ArrayList<PlannedChange>();
    var resources = YamlTree.inside(template, "Resources");
    for (String id : resources.keySet()) {
      var resource = YamlTree.inside(resources, id);
      Object condition = resource.get("Condition");
      if (condition != null && !holds(String.valueOf(condition))) continue;
      String type = String.valueOf(resource.get("Type"));
      additions.add(new PlannedChange(PlannedChange.Action.ADD, id, "", type, List.of()));
    }
    return additions;
  }

  /// Every condition of the template is that a parameter is set.
  private boolean holds(String condition) {
    Object expression = YamlTree.inside(template, "Conditions").get(condition);
    return chosen.entrySet().stream()
        .anyMatch(each ->
            !each.getValue().isEmpty()
                && String.valueOf(expression).contains("{Ref=" + each.getKey() + "}"));
  }

  String prefix() {
    return stack + "/";
  }

  String zipKey() {
    return prefix() + digest(zip) + ".zip";
  }

  byte[] templateBytes() {
    return YamlTree.write("Written by `surgetank deploy`.", template)
        .getBytes(StandardCharsets.UTF_8);
  }

  String templateKey() {
    return prefix() + digest(templateBytes()) + ".template.yaml";
  }

  /// The values of the parameters for the change set.
  ///
  /// @param before the current stack, if there is one
  /// @param token of operators
  Map<String, ChangeSetRequest.ParameterValue> parameterValues(
      Optional<StackStatus> before, String bucket, ChangeSetRequest.ParameterValue token) {
    var values = new LinkedHashMap<String, ChangeSetRequest.ParameterValue>();
    for (String name : parameters())
      if (before.isPresent()
          && before.get().parameters().containsKey(name)
          && !COMPUTED.contains(name))
        values.put(name, new ChangeSetRequest.ParameterValue.Previous());
    chosen.forEach(
        (name, value) -> values.put(name, new ChangeSetRequest.ParameterValue.New(value)));
    values.put("EnvironmentName", new ChangeSetRequest.ParameterValue.New(stage));
    values.put("CodeBucket", new ChangeSetRequest.ParameterValue.New(bucket));
    values.put("CodeKey", new ChangeSetRequest.ParameterValue.New(zipKey()));
    // A failed creation is rolled back, which would leave a protected table behind.
    values.put(
        PROTECTION, new ChangeSetRequest.ParameterValue.New(Boolean.toString(before.isPresent())));
    values.put(TOKEN, token);
    // A published version keeps the token that it was published with.
    if (before.isPresent() && token instanceof ChangeSetRequest.ParameterValue.New)
      values.put(
          RELEASE,
          new ChangeSetRequest.ParameterValue.New(next(before.get().parameters().get(RELEASE))));
    return values;
  }

  private static String next(@org.jspecify.annotations.Nullable String release) {
    if (release == null) return "2";
    try {
      return Long.toString(Long.parseLong(release) + 1);
    } catch (NumberFormatException notNumeric) {
      return release + "+";
    }
  }

  private static String digest(byte[] bytes) {
    return Sha256.hex(bytes).substring(0, DIGITS);
  }
}
