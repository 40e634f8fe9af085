package io.surgetank.deploy.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// YAML as maps, lists, strings and numbers, in order.
public final class YamlTree {
  private YamlTree() {}

  /// A map of alternating names and values.
  public static Map<String, Object> map(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return map;
  }

  public static Map<String, Object> ref(String name) {
    return map("Ref", name);
  }

  static Map<String, Object> arn(String logicalId) {
    return map("Fn::GetAtt", List.of(logicalId, "Arn"));
  }

  public static Map<String, Object> sub(String text) {
    return map("Fn::Sub", text);
  }

  /// The map at a path, which may be changed.
  @SuppressWarnings("unchecked")
  public static Map<String, Object> inside(Map<String, Object> tree, String... path) {
    Map<String, Object> here = tree;
    for (String name : path)
      here = (Map<String, Object>) java.util.Objects.requireNonNull(here.get(name), name);
    return here;
  }

  /// The tree as YAML, below a comment.
  public static String write(String comment, Map<String, Object> tree) {
    return "# " + comment + "\n" + write(tree);
  }

  static String write(Map<String, Object> tree) {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setIndent(2)
            .setWidth(100)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  /// Reads YAML or JSON. Throws [IllegalArgumentException] if it is not a map.
  public static Map<String, Object> read(String text) {
    // Templates may be large; they come from this program or its tools.
    var settings = LoadSettings.builder().setCodePointLimit(16 * 1024 * 1024).build();
    @Nullable Object root = new Load(settings).loadFromString(text);
    if (!(root instanceof Map<?, ?> map)) throw new IllegalArgumentException("not a template");
    return named(map);
  }

  /// The value as a map; an empty one if it is none, so that a path can be followed to its end.
  public static Map<String, Object> named(@Nullable Object value) {
    var named = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map)
      map.forEach((name, inside) -> named.put(String.valueOf(name), inside));
    return named;
  }
}
