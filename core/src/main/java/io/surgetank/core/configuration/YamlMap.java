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

/// One mapping of the descriptor while it is read: hands out its values, tells the faults it meets
/// and goes on, and remembers which keys were asked for, so that all others can be refused.
final class YamlMap {
  /// Where it stands, in dots, such as `orders.work`; empty for the whole file.
  private final String path;

  /// Where faults of the whole mapping are told: at its key.
  private final Node key;

  private final Map<String, NodeTuple> members = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> faulty = new LinkedHashSet<>();
  private final ErrorCollector errorCollector;

  /// Whether it stands for something that is not there or is no mapping; then nothing is missing.
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
          value, named("") + "should hold keys, but is " + kind(value), "write 'key: value'");
      return;
    }
    for (var tuple : mapping.getValue()) {
      var name = tuple.getKeyNode();
      if (!(name instanceof ScalarNode scalar))
        errorCollector.add(
            name, named("") + "has a key that is " + kind(name), "write a plain word");
      else if (members.putIfAbsent(scalar.getValue(), tuple) != null)
        errorCollector.add(
            name, named(scalar.getValue()) + "stands here twice", "keep one of the two");
    }
  }

  /// The names of the keys, in the file's order.
  Set<String> names() {
    return members.keySet();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /// Whether this stands for a mapping that is not there.
  boolean isAbsent() {
    return absent;
  }

  /// The value under this key, as it stands.
  Optional<Node> node(String name) {
    asked.add(name);
    return Optional.ofNullable(members.get(name)).map(NodeTuple::getValueNode);
  }

  /// The value under this key, or `fallback` where there is none or it is faulty.
  <T> T optional(String name, ValueParser<T> valueParser, T fallback) {
    return perhaps(name, valueParser).orElse(fallback);
  }

  <T> Optional<T> required(String name, ValueParser<T> valueParser) {
    var value = perhaps(name, valueParser);
    tellMissing(name);
    return value;
  }

  /// The value under this key. Empty where there is none, or it is faulty and the fault was told.
  <T> Optional<T> perhaps(String name, ValueParser<T> valueParser) {
    var node = node(name);
    var value = node.flatMap(found -> scalar(named(name), found, valueParser));
    if (node.isPresent() && value.isEmpty()) faulty.add(name);
    return value;
  }

  /// Whether the value under this key was read and refused: then something stands in for it, and
  /// comparing that with other values would tell a fault that nobody made.
  boolean isFaulty(String name) {
    return faulty.contains(name);
  }

  /// The mapping under this key. Where there is none, an absent one, which has no faults.
  YamlMap section(String name) {
    asked.add(name);
    var tuple = members.get(name);
    var map = new YamlMap(below(name), tuple == null ? key : tuple.getKeyNode(), errorCollector);
    if (tuple == null) map.absent = true;
    else map.take(tuple.getValueNode());
    return map;
  }

  YamlMap requiredSection(String name) {
    tellMissing(name);
    return section(name);
  }

  private void tellMissing(String name) {
    if (!absent && !members.containsKey(name))
      errorCollector.add(key, named(name) + "is missing", "add '" + name + ":'");
  }

  /// Reads one value that is no list and no mapping.
  <T> Optional<T> scalar(String subject, Node value, ValueParser<T> valueParser) {
    if (!(value instanceof ScalarNode scalar)) {
      errorCollector.add(
          value, subject + "should be one value, but is " + kind(value), "write one value");
      return Optional.empty();
    }
    if (scalar.isPlain() && scalar.getValue().isEmpty()) {
      errorCollector.add(value, subject + "has no value", "write one, or remove the key");
      return Optional.empty();
    }
    return switch (valueParser.read(scalar.getValue())) {
      case Parsed.Value<T>(var good) -> Optional.of(good);
      case Parsed.Invalid<T>(var problem, var cure) -> {
        errorCollector.add(value, subject + problem, cure);
        yield Optional.empty();
      }
    };
  }

  /// Tells a fault of the value under this key, or of the whole mapping where the key is not there.
  void fault(String name, String problem, String cure) {
    var tuple = members.get(name);
    errorCollector.add(tuple == null ? key : tuple.getValueNode(), named(name) + problem, cure);
  }

  /// Tells a fault of the key itself.
  void faultOfKey(String name, String problem, String cure) {
    var tuple = members.get(name);
    errorCollector.add(tuple == null ? key : tuple.getKeyNode(), named(name) + problem, cure);
  }

  /// Where the value under this key is, or the whole mapping where the key is not there.
  Mark mark(String name) {
    var tuple = members.get(name);
    return (tuple == null ? key : tuple.getValueNode()).getStartMark().orElseThrow();
  }

  ErrorCollector faults() {
    return errorCollector;
  }

  /// Refuses every key that nobody asked for.
  void refuseOthers() {
    for (var name : members.keySet())
      if (!asked.contains(name)) faultOfKey(name, "is not a known key", cure(name));
  }

  private String cure(String unknown) {
    if (unknown.equals("<<")) return "YAML 1.2 merges no keys; use an alias for the whole value";
    if (unknown.startsWith("burst "))
      return "put the rate in quotes, as it holds a comma: rate: \"500/s, burst 1000\"";
    return Suggestion.to(unknown, asked)
        .map(known -> "did you mean '" + known + "'?")
        .orElse("known here: " + String.join(", ", asked));
  }

  /// The key with its path, as messages begin: `orders.work.timeout: `.
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
