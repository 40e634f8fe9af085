package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads one mapping of the configuration: returns its values, reports errors and continues, and
/// records which keys were read, so that all others can be refused.
final class YamlMap {
  /// Its path with dots, such as `orders.work`; empty for the whole file.
  private final String path;

  /// The location of errors of the whole mapping: its key.
  private final Node key;

  private final Map<String, NodeTuple> members = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> invalid = new LinkedHashSet<>();
  private final ErrorCollector errorCollector;

  /// Whether the mapping is missing or is not a mapping; then no keys are required.
  private boolean absent;

  private YamlMap(String path, Node key, ErrorCollector errorCollector) {
    this.path = path;
    this.key = key;
    this.errorCollector = errorCollector;
  }

  /// The mapping at the top of the file.
  static YamlMap root(Node node, ErrorCollector errorCollector) {
    var map = new YamlMap("", node, errorCollector);
    map.take(node);
    return map;
  }

  private void take(Node value) {
    if (!(value instanceof MappingNode mapping)) {
      absent = true;
      errorCollector.add(
          value, named("") + "must be a mapping, but is " + kind(value), "use 'key: value'");
      return;
    }
    for (var tuple : mapping.getValue()) {
      var name = tuple.getKeyNode();
      if (!(name instanceof ScalarNode scalar))
        errorCollector.add(name, named("") + "has a key that is " + kind(name), "use a plain word");
      else if (members.putIfAbsent(scalar.getValue(), tuple) != null)
        errorCollector.add(
            name, named(scalar.getValue()) + "is given twice", "keep one of the two");
    }
  }

  /// The names of the keys, in the file's order.
  Set<String> names() {
    return members.keySet();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /// Whether the mapping is missing.
  boolean isAbsent() {
    return absent;
  }

  /// The node of this key.
  Optional<Node> node(String name) {
    read.add(name);
    return Optional.ofNullable(members.get(name)).map(NodeTuple::getValueNode);
  }

  /// The value of this key, or `fallback` if it is missing or invalid.
  <T> T optional(String name, ValueParser<T> valueParser, T fallback) {
    return value(name, valueParser).orElse(fallback);
  }

  <T> Optional<T> required(String name, ValueParser<T> valueParser) {
    var value = value(name, valueParser);
    checkPresent(name);
    return value;
  }

  /// The value of this key. Empty if it is missing, or invalid and reported.
  <T> Optional<T> value(String name, ValueParser<T> valueParser) {
    var node = node(name);
    var value = node.flatMap(found -> scalar(named(name), found, valueParser));
    if (node.isPresent() && value.isEmpty()) invalid.add(name);
    return value;
  }

  /// Whether the value of this key was refused: then a default replaces it, which must not be
  /// compared with other values.
  boolean isInvalid(String name) {
    return invalid.contains(name);
  }

  /// The mapping of this key; if it is missing, an absent one, which has no errors.
  YamlMap section(String name) {
    read.add(name);
    var tuple = members.get(name);
    var map = new YamlMap(below(name), tuple == null ? key : tuple.getKeyNode(), errorCollector);
    if (tuple == null) map.absent = true;
    else map.take(tuple.getValueNode());
    return map;
  }

  YamlMap requiredSection(String name) {
    checkPresent(name);
    return section(name);
  }

  private void checkPresent(String name) {
    if (!absent && !members.containsKey(name))
      errorCollector.add(key, named(name) + "is missing", "add '" + name + ":'");
  }

  /// Reads one value that is neither a list nor a mapping.
  <T> Optional<T> scalar(String subject, Node value, ValueParser<T> valueParser) {
    if (!(value instanceof ScalarNode scalar)) {
      errorCollector.add(
          value, subject + "must be one value, but is " + kind(value), "use one value");
      return Optional.empty();
    }
    if (scalar.isPlain() && scalar.getValue().isEmpty()) {
      errorCollector.add(value, subject + "has no value", "add one, or remove the key");
      return Optional.empty();
    }
    return switch (valueParser.read(scalar.getValue())) {
      case Parsed.Value<T>(var good) -> Optional.of(good);
      case Parsed.Invalid<T>(var problem, var hint) -> {
        errorCollector.add(value, subject + problem, hint);
        yield Optional.empty();
      }
    };
  }

  /// Reports an error of the value of this key, or of the whole mapping if the key is missing.
  void error(String name, String problem, String hint) {
    var tuple = members.get(name);
    errorCollector.add(tuple == null ? key : tuple.getValueNode(), named(name) + problem, hint);
  }

  /// Reports an error of the key itself.
  void keyError(String name, String problem, String hint) {
    var tuple = members.get(name);
    errorCollector.add(tuple == null ? key : tuple.getKeyNode(), named(name) + problem, hint);
  }

  /// The location of the value of this key, or of the whole mapping if the key is missing.
  Mark mark(String name) {
    var tuple = members.get(name);
    return (tuple == null ? key : tuple.getValueNode()).getStartMark().orElseThrow();
  }

  ErrorCollector errors() {
    return errorCollector;
  }

  /// Refuses every key that was not read.
  void refuseOthers() {
    for (var name : members.keySet())
      if (!read.contains(name)) keyError(name, "is an unknown key", hint(name));
  }

  private String hint(String unknown) {
    if (unknown.equals("<<")) return "YAML 1.2 has no merge keys; use an alias for the whole value";
    if (unknown.startsWith("burst "))
      return "put the rate in quotes, because it contains a comma: rate: \"500/s, burst 1000\"";
    return Suggestion.to(unknown, read)
        .map(known -> "did you mean '" + known + "'?")
        .orElse("known keys: " + String.join(", ", read));
  }

  /// The prefix of messages about this key: `orders.work.timeout: `.
  String named(String name) {
    String full = name.isEmpty() ? path : below(name);
    return full.isEmpty() ? "the file " : full + ": ";
  }

  private String below(String name) {
    String quoted = ErrorCollector.quote(name);
    String shown = quoted.substring(1, quoted.length() - 1);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  static String kind(Node node) {
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case SCALAR, ANCHOR -> {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        yield text.isEmpty() ? "empty" : "the value " + ErrorCollector.quote(text);
      }
    };
  }
}
