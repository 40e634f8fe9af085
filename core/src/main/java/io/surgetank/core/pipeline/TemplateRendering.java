package io.surgetank.core.pipeline;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.TemplateText.Piece;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A template that is parsed once and rendered many times. A string that consists of one
/// placeholder takes the value's JSON type; a placeholder inside a longer string becomes text. For
/// a missing node, the member is omitted, or the placeholder becomes empty.
public final class TemplateRendering {
  private final Part.Members root;

  public TemplateRendering(ReplyTemplate replyTemplate) {
    root = members(replyTemplate);
  }

  /// Renders the template. `values` maps a placeholder's name, such as `payload.email`, to its
  /// value.
  public ObjectNode render(Function<String, JsonNode> values) {
    return filled(root, values);
  }

  private sealed interface Part {
    record Constant(JsonNode node) implements Part {}

    record Whole(String name) implements Part {}

    record Mixed(List<Piece> pieces) implements Part {}

    record Members(Map<String, Part> parts) implements Part {}

    record Items(List<Part> parts) implements Part {}
  }

  private static Part.Members members(ReplyTemplate replyTemplate) {
    var parts = new LinkedHashMap<String, Part>();
    replyTemplate.members().forEach((name, node) -> parts.put(name, part(node)));
    return new Part.Members(parts);
  }

  private static Part part(ReplyTemplate.Node node) {
    return switch (node) {
      case ReplyTemplate.Node.Text(var pattern) -> text(TemplateText.of(pattern).pieces());
      case ReplyTemplate.Node.Literal(var json) -> new Part.Constant(Json.read(json));
      case ReplyTemplate.Node.Members(var replyTemplate) -> members(replyTemplate);
      case ReplyTemplate.Node.Items(var nodes) ->
          new Part.Items(nodes.stream().map(TemplateRendering::part).toList());
    };
  }

  private static Part text(List<Piece> pieces) {
    return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Value(var name)
        ? new Part.Whole(name)
        : new Part.Mixed(pieces);
  }

  private static JsonNode value(Part part, Function<String, JsonNode> values) {
    return switch (part) {
      // Copied, so that changing one reply does not change the next.
      case Part.Constant(var node) -> node.deepCopy();
      case Part.Whole(var name) -> values.apply(name);
      case Part.Mixed(var pieces) -> StringNode.valueOf(joined(pieces, values));
      case Part.Members members -> filled(members, values);
      case Part.Items(var parts) -> {
        var array = Json.MAPPER.createArrayNode();
        for (var element : parts) {
          var value = value(element, values);
          if (!value.isMissingNode()) array.add(value);
        }
        yield array;
      }
    };
  }

  private static ObjectNode filled(Part.Members members, Function<String, JsonNode> values) {
    var object = Json.MAPPER.createObjectNode();
    members
        .parts()
        .forEach((name, part) -> {
          var value = value(part, values);
          if (!value.isMissingNode()) object.set(name, value);
        });
    return object;
  }

  private static String joined(List<Piece> pieces, Function<String, JsonNode> values) {
    var text = new StringBuilder();
    for (var piece : pieces) {
      switch (piece) {
        case Piece.Fixed(var fixed) -> text.append(fixed);
        case Piece.Stray(var brace) -> text.append(brace);
        case Piece.Value(var name) -> text.append(plain(values.apply(name)));
      }
    }
    return text.toString();
  }

  private static String plain(JsonNode value) {
    if (value.isMissingNode()) return "";
    return value.isString() ? value.stringValue() : Json.write(value);
  }
}
