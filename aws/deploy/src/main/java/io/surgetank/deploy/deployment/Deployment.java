package io.surgetank.deploy.deployment;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What should stand: a template, and the zip that it names.
///
/// @param chosen what the person gave parameters
public record Deployment(
    String stack,
    String stage,
    Map<String, Object> template,
    byte[] zip,
    Map<String, String> chosen) {
  static final String TOKEN = "OperatorToken";
  static final String PROTECTION = "DeletionProtection";
  private static final String RELEASE = "Release";

  /// Given by us, from what else is known.
  private static final Set<String> OURS =
      Set.of("EnvironmentName", "CodeBucket", "CodeKey", TOKEN, PROTECTION, RELEASE);

  /// They follow the pipelines: an earlier value may not fit any more.
  private static final Set<String> COMPUTED = Set.of("QueueVisibilityTimeout", "LambdaTimeout");

  /// Enough of a digest that no two zips of a stage have the same.
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

  /// What is wrong with what the person gave parameters.
  public List<String> faults() {
    var faults = new ArrayList<String>();
    chosen
        .keySet()
        .forEach(name -> {
          if (OURS.contains(name)) faults.add(name + " is not yours to set");
          else if (!parameters().contains(name))
            faults.add(
                name + " is no parameter of the template; docs/aws/cloudformation.md lists them");
        });
    faults.addAll(ParameterValues.faults(YamlTree.inside(template, "Parameters"), chosen));
    return faults.stream().sorted().toList();
  }

  public Set<String> parameters() {
    return YamlTree.inside(template, "Parameters").keySet();
  }

  /// Every resource as an addition, for where nothing stands yet.
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

  /// Every condition of the template asks whether a parameter was given.
  private boolean holds(String condition) {
    Object asks = YamlTree.inside(template, "Conditions").get(condition);
    return chosen.entrySet().stream()
        .anyMatch(each ->
            !each.getValue().isEmpty()
                && String.valueOf(asks).contains("{Ref=" + each.getKey() + "}"));
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

  /// What the parameters are given, when this stood before.
  ///
  /// @param token a new one, or the one it has
  Map<String, ChangeSetRequest.Given> given(
      Optional<StackStatus> before, String bucket, ChangeSetRequest.Given token) {
    var given = new LinkedHashMap<String, ChangeSetRequest.Given>();
    for (String name : parameters())
      if (before.isPresent()
          && before.get().parameters().containsKey(name)
          && !COMPUTED.contains(name)) given.put(name, new ChangeSetRequest.Given.Kept());
    chosen.forEach((name, value) -> given.put(name, new ChangeSetRequest.Given.Value(value)));
    given.put("EnvironmentName", new ChangeSetRequest.Given.Value(stage));
    given.put("CodeBucket", new ChangeSetRequest.Given.Value(bucket));
    given.put("CodeKey", new ChangeSetRequest.Given.Value(zipKey()));
    // A creation that fails is rolled back, and a protected table would stay behind.
    given.put(PROTECTION, new ChangeSetRequest.Given.Value(Boolean.toString(before.isPresent())));
    given.put(TOKEN, token);
    // A function that has been published goes on with the token it was published with.
    if (before.isPresent() && token instanceof ChangeSetRequest.Given.Value)
      given.put(
          RELEASE, new ChangeSetRequest.Given.Value(next(before.get().parameters().get(RELEASE))));
    return given;
  }

  private static String next(@org.jspecify.annotations.Nullable String release) {
    if (release == null) return "2";
    try {
      return Long.toString(Long.parseLong(release) + 1);
    } catch (NumberFormatException somebodyElseS) {
      return release + "+";
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
