package io.surgetank.deploy.infra.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parts of a tree whose shape is only known when it is looked at.
final class Parts {
  private Parts() {}

  /// A map of names and values, by turns.
  static Map<String, Object> map(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return map;
  }

  /// What is no map is an empty one.
  static Map<String, Object> named(@Nullable Object value) {
    var named = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map)
      map.forEach((name, inside) -> {
        if (inside != null) named.put(String.valueOf(name), inside);
      });
    return named;
  }

  static List<?> list(@Nullable Object value) {
    if (value == null) return List.of();
    return value instanceof List<?> list ? list : List.of(value);
  }

  /// What is not there is an empty text.
  static String text(Map<String, Object> map, String name) {
    return String.valueOf(map.getOrDefault(name, ""));
  }
}
