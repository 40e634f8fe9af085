package io.surgetank.deploy.infra.account;

import io.surgetank.deploy.cloudformation.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A template as it was handed in.
record Template(String text, Map<String, Object> tree) {
  /// What may be sent along with a request; more must lie in a bucket.
  static final int LONGEST_BODY = 51_200;

  private static final int LONGEST = 1_000_000;
  private static final int MOST_RESOURCES = 500;

  /// As it is written.
  ///
  /// @param condition its name, or empty
  record Resource(
      String type,
      String condition,
      Map<String, Object> properties,
      List<String> dependsOn,
      String deletion,
      String replacement) {}

  static Template read(String text) throws Refusal {
    if (text.length() > LONGEST)
      throw Refusal.invalid("Template may not exceed 1000000 bytes in size.");
    Map<String, Object> tree;
    try {
      tree = YamlTree.read(text);
    } catch (RuntimeException unreadable) {
      throw Refusal.invalid("Template format error: " + unreadable.getMessage());
    }
    var template = new Template(text, tree);
    int count = template.resources().size();
    if (count == 0)
      throw Refusal.invalid(
          "Template format error: At least one Resources member must be defined.");
    if (count > MOST_RESOURCES)
      throw Refusal.invalid(
          "Template format error: Number of resources, %d, is greater than maximum allowed, %d"
              .formatted(count, MOST_RESOURCES));
    for (var resource : template.resources().values())
      if (!Kind.isKnown(resource.type()))
        throw Refusal.invalid(
            "Template format error: Unrecognized resource types: [" + resource.type() + "]");
    return template;
  }

  Map<String, Object> part(String name) {
    return Parts.named(tree.get(name));
  }

  Map<String, Resource> resources() {
    var resources = new LinkedHashMap<String, Resource>();
    part("Resources")
        .forEach((id, written) -> {
          var resource = Parts.named(written);
          resources.put(
              id,
              new Resource(
                  Parts.text(resource, "Type"),
                  Parts.text(resource, "Condition"),
                  Parts.named(resource.get("Properties")),
                  Parts.list(resource.get("DependsOn")).stream().map(String::valueOf).toList(),
                  Parts.text(resource, "DeletionPolicy"),
                  Parts.text(resource, "UpdateReplacePolicy")));
        });
    return resources;
  }

  /// What it may do to the account's rights, which must be said yes to.
  List<String> capabilities() {
    var needed = new TreeSet<String>();
    for (var resource : resources().values())
      if (resource.type().startsWith("AWS::IAM::"))
        needed.add(
            resource.properties().containsKey("RoleName")
                ? "CAPABILITY_NAMED_IAM"
                : "CAPABILITY_IAM");
    return List.copyOf(needed);
  }

  void requireCapabilities(List<String> given) throws Refusal {
    var lacking = new ArrayList<>(capabilities());
    lacking.removeAll(given);
    if (given.contains("CAPABILITY_NAMED_IAM")) lacking.remove("CAPABILITY_IAM");
    if (!lacking.isEmpty())
      throw new Refusal(
          400, "InsufficientCapabilitiesException", "Requires capabilities : " + lacking);
  }
}
