package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.TemplateText;
import io.surgetank.core.pipeline.TemplateText.Piece;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of a pipeline's reply template.
final class ResponseSchema {
  private ResponseSchema() {}

  static ObjectNode of(ReplyTemplate replyTemplate) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.MAPPER.createArrayNode();
    replyTemplate
        .members()
        .forEach((name, node) -> {
          properties.set(name, part(node));
          if (!mayBeMissing(node)) required.add(name);
        });
    if (!required.isEmpty()) schema.set("required", required);
    return schema;
  }

  private static ObjectNode part(ReplyTemplate.Node node) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    return switch (node) {
      case ReplyTemplate.Node.Text(var text) ->
          switch (wholeValue(text)) {
            case String name when name.startsWith("payload.") -> schema;
            case String name when name.startsWith("count.") -> schema.put("type", "integer");
            case "acceptedAt.epoch" -> schema.put("type", "integer");
            default -> schema.put("type", "string");
          };
      case ReplyTemplate.Node.Literal(var json) -> schema.set("const", Json.read(json));
      case ReplyTemplate.Node.Members(var inner) -> of(inner);
      case ReplyTemplate.Node.Items(var nodes) -> items(nodes);
    };
  }

  private static ObjectNode items(List<ReplyTemplate.Node> nodes) {
    ArrayNode each = Json.MAPPER.createArrayNode();
    nodes.stream().map(ResponseSchema::part).distinct().forEach(each::add);
    if (each.isEmpty())
      return OpenApiNodes.array(Json.MAPPER.createObjectNode()).put("maxItems", 0);
    return OpenApiNodes.array(OpenApiNodes.anyOf(each))
        .put("minItems", nodes.stream().filter(node -> !mayBeMissing(node)).count())
        .put("maxItems", nodes.size());
  }

  /// A member of the payload may be missing, and is then omitted from the reply.
  private static boolean mayBeMissing(ReplyTemplate.Node node) {
    return node instanceof ReplyTemplate.Node.Text(var text)
        && wholeValue(text).startsWith("payload.");
  }

  /// The name of the placeholder that is the whole text, and so keeps its value's type; else empty.
  private static String wholeValue(String text) {
    List<Piece> pieces = TemplateText.of(text).pieces();
    return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Value(var name) ? name : "";
  }
}
