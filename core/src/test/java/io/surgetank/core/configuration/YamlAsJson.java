package io.surgetank.core.configuration;

import io.surgetank.core.json.Json;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Converts YAML to the JSON that a JSON Schema validator sees. Of two equal keys the first counts,
/// as in the reader.
final class YamlAsJson {
  /// Aliases of aliases, and those that contain themselves, have no end.
  private static final int MAX_VALUES = 1_000;

  private int values;

  private YamlAsJson() {}

  /// Empty when the text is not YAML, or has too many values.
  static Optional<JsonNode> of(String yaml) {
    var conversion = new YamlAsJson();
    return new YamlDocument(yaml, new ErrorCollector("unreported"))
        .compose()
        .map(conversion::json)
        .filter(_ -> conversion.values <= MAX_VALUES);
  }

  private JsonNode json(Node node) {
    if (++values > MAX_VALUES) return Json.MAPPER.getNodeFactory().nullNode();
    return switch (node) {
      case MappingNode mapping -> {
        var object = Json.MAPPER.createObjectNode();
        for (var tuple : mapping.getValue())
          if (tuple.getKeyNode() instanceof ScalarNode key && !object.has(key.getValue()))
            object.set(key.getValue(), json(tuple.getValueNode()));
        yield object;
      }
      case SequenceNode list -> {
        var array = Json.MAPPER.createArrayNode();
        list.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> Json.MAPPER.getNodeFactory().nullNode();
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.NULL)) return Json.MAPPER.getNodeFactory().nullNode();
    var text = Json.MAPPER.getNodeFactory().stringNode(scalar.getValue());
    if (scalar.getTag().equals(Tag.STR)) return text;
    try {
      return Json.read(scalar.getValue());
    } catch (JacksonException notJson) {
      return text;
    }
  }
}
