package io.surgetank.deploy.infra.graph;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Properties as paths and texts, so that two forms of one value are equal: a text that is JSON is
/// read, lists of names and values are maps, lists have no order and a list of one is what is in
/// it, what is empty is not there.
final class Canonical {
  /// What names an element of a list, by the property that it is named by.
  private static final List<String> NAMING =
      List.of("KeyType", "IndexName", "Key", "AttributeName", "Name", "name");

  private final SortedMap<String, String> paths = new TreeMap<>();

  private Canonical() {}

  static SortedMap<String, String> of(Map<String, ?> properties) {
    var canonical = new Canonical();
    properties.forEach((name, value) -> canonical.add(name, value));
    return canonical.paths;
  }

  private void add(String path, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((name, inside) -> add(path + "." + name, inside));
      case Collection<?> list -> addList(path, list);
      case Number number ->
          paths.put(path, new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
      default -> addText(path, value.toString());
    }
  }

  private void addText(String path, String text) {
    if (text.startsWith("{") && text.endsWith("}") && text.contains("\""))
      add(path, JsonMapper.shared().readValue(text, Map.class));
    else if (!text.isEmpty()) paths.put(path, text);
  }

  private void addList(String path, Collection<?> list) {
    if (path.endsWith(".widgets") || path.endsWith(".metrics")) {
      int at = 0;
      for (Object element : list)
        paths.put(
            path + "." + String.format("%03d", at++),
            JsonMapper.shared().writeValueAsString(sorted(element)));
      return;
    }
    if (!list.isEmpty() && list.stream().allMatch(Canonical::isNamed)) {
      for (Object element : list) addNamed(path, (Map<?, ?>) element);
      return;
    }
    if (list.size() == 1) {
      add(path, list.iterator().next());
      return;
    }
    var texts = new ArrayList<String>();
    for (Object element : list)
      texts.add(
          element instanceof String text
              ? text
              : JsonMapper.shared().writeValueAsString(sorted(element)));
    texts.sort(null);
    for (int at = 0; at < texts.size(); at++)
      paths.put(path + "[" + String.format("%02d", at) + "]", texts.get(at));
  }

  private static boolean isNamed(@Nullable Object element) {
    return element instanceof Map<?, ?> map
        && map.size() > 1
        && NAMING.stream().anyMatch(map::containsKey);
  }

  /// A pair of name and value is one entry; of more the rest is below the name.
  private void addNamed(String path, Map<?, ?> element) {
    var rest = new TreeMap<String, Object>();
    element.forEach((name, value) -> {
      if (value != null) rest.put(String.valueOf(name), value);
    });
    String by = NAMING.stream().filter(rest::containsKey).findFirst().orElseThrow();
    String name = path + "." + rest.remove(by);
    if (rest.keySet().equals(java.util.Set.of("Value"))) add(name, rest.get("Value"));
    else rest.forEach((inside, value) -> add(name + "." + inside, value));
  }

  /// With the members of every object in one order, and lists of one unwrapped in policies.
  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      var sorted = new TreeMap<String, Object>();
      map.forEach((name, inside) -> {
        Object kept = sorted(inside);
        if (kept != null) sorted.put(String.valueOf(name), kept);
      });
      return sorted;
    }
    if (value instanceof Collection<?> list) {
      if (list.size() == 1 && !(list.iterator().next() instanceof Collection<?>))
        return sorted(list.iterator().next());
      var all = new ArrayList<Object>();
      for (Object inside : list) {
        Object kept = sorted(inside);
        if (kept != null) all.add(kept);
      }
      // Only of texts alone is the order nothing: actions, ARNs. A metric's line is mixed or
      // paired.
      if (all.stream()
          .allMatch(inside -> String.valueOf(inside).matches("arn:.*|[a-z]+:[A-Z]\\w+")))
        all.sort(java.util.Comparator.comparing(String::valueOf));
      return all;
    }
    return value;
  }
}
