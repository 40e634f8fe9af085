package io.surgetank.deploy.infra.graph;

/// What differs because a tool leaves no choice, with the reason. In the file, below a type, the
/// properties; `(all)` for the whole resource.
final class Differences {
  private final Rules rules;

  private Differences(String file) {
    rules = new Rules(file);
  }

  static Differences of(String file) {
    return new Differences(file);
  }

  boolean contains(String resource, String property) {
    String type = Graph.type(resource);
    return rules.matches(type, property.isEmpty() ? "(all)" : property);
  }
}
