package io.surgetank.core.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The shape of a reply, as the descriptor gives it: JSON in which a text may hold placeholders in
/// braces, such as `{id}`. A text that is one placeholder and nothing else takes the value's own
/// JSON type, so that a numeric `taskId` stays a number.
public record Template(Map<String, Node> members) {
  public static final Template EMPTY = new Template(Map.of());

  public Template {
    // Keeps the order in which the descriptor names them, which is the order clients see.
    members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// A part of the shape.
  public sealed interface Node {
    record Text(String pattern) implements Node {}

    /// A number, true, false or null, written out as it stands.
    record Literal(String json) implements Node {}

    record Members(Template template) implements Node {}

    record Items(List<Node> nodes) implements Node {
      public Items {
        nodes = List.copyOf(nodes);
      }
    }
  }
}
