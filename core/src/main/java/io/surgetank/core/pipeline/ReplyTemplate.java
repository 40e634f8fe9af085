package io.surgetank.core.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The template of a reply, from the configuration: JSON whose strings may contain placeholders in
/// braces, such as `{id}`. A string that consists of one placeholder takes the value's JSON type,
/// so that a numeric `taskId` stays a number.
public record ReplyTemplate(Map<String, Node> members) {
  public static final ReplyTemplate EMPTY = new ReplyTemplate(Map.of());

  public ReplyTemplate {
    // Keeps the order of the configuration, which clients see.
    members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// A part of the template.
  public sealed interface Node {
    record Text(String pattern) implements Node {}

    /// A number, true, false or null, written verbatim.
    record Literal(String json) implements Node {}

    record Members(ReplyTemplate replyTemplate) implements Node {}

    record Items(List<Node> nodes) implements Node {
      public Items {
        nodes = List.copyOf(nodes);
      }
    }
  }
}
