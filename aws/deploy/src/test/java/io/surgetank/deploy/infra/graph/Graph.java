package io.surgetank.deploy.infra.graph;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// Everything that a tool deploys: each property of each resource, in CloudFormation's words.
///
/// @param resources properties by `TYPE NAME`, each a path and a text
record Graph(SortedMap<String, SortedMap<String, String>> resources) {
  Graph {
    resources = Collections.unmodifiableSortedMap(resources);
  }

  /// Without the properties that are as AWS has them unless something else is asked for: one tool
  /// writes them, another leaves them out.
  Graph withoutDefaults() {
    var defaults = new Rules("defaults.txt");
    return filtered((resource, property) -> !defaults.matches(type(resource), property));
  }

  /// Without what the tools force to differ.
  Graph without(Differences differences) {
    return filtered((resource, property) -> !differences.contains(resource, property));
  }

  private Graph filtered(BiPredicate<String, String> kept) {
    var filtered = new TreeMap<String, SortedMap<String, String>>();
    resources.forEach((resource, properties) -> {
      if (!kept.test(resource, "")) return;
      var some = new TreeMap<String, String>();
      properties.forEach((path, value) -> {
        if (kept.test(resource, path + " = " + value)) some.put(path, value);
      });
      filtered.put(resource, some);
    });
    return new Graph(filtered);
  }

  static String type(String resource) {
    return resource.substring(0, resource.indexOf(' '));
  }

  /// One line for each property: what a test prints when two graphs differ.
  String lines() {
    var lines = new StringBuilder();
    resources.forEach((resource, properties) -> {
      lines.append(resource).append('\n');
      properties.forEach((path, value) ->
          lines.append("  ").append(path).append(" = ").append(value).append('\n'));
    });
    return lines.toString();
  }
}
