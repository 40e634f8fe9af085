package io.surgetank.deploy.infra.account;

import java.util.List;
import java.util.Map;

/// What a stack is to be.
///
/// @param parameters with every one that the template has
/// @param made the resources, worked out, each after what it needs
record Wanted(
    Template template,
    Map<String, String> parameters,
    List<String> capabilities,
    Map<String, String> tags,
    Map<String, Made> made) {
  static final Wanted NOTHING =
      new Wanted(new Template("", Map.of()), Map.of(), List.of(), Map.of(), Map.of());

  /// Whether nothing at all would be different.
  boolean isAs(Wanted other) {
    return Change.between(other.made, made).isEmpty()
        && template.part("Outputs").equals(other.template.part("Outputs"))
        && tags.equals(other.tags);
  }
}
