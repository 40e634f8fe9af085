package io.surgetank.core.configuration;

import io.surgetank.core.json.Json;
import java.util.HashMap;
import java.util.Map;

/// The location of each value in a JSON text, by its JSON Pointer: at its member's name, if it has
/// one.
final class JsonLocations {
  private final Map<String, Location> locations = new HashMap<>();

  private JsonLocations() {}

  /// A location in a text, counted from 1.
  record Location(int line, int column) {}

  /// Reads the locations in a valid JSON text.
  static JsonLocations of(String json) {
    var found = new JsonLocations();
    try (var parser = Json.MAPPER.createParser(json)) {
      while (parser.nextToken() != null) {
        var location = parser.currentTokenLocation();
        found.locations.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            new Location(location.getLineNr(), location.getColumnNr()));
      }
    }
    return found;
  }

  /// The location of the value, or of the nearest existing one around it.
  Location at(String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      var location = locations.get(at);
      if (location != null) return location;
    }
    return locations.getOrDefault("", new Location(1, 1));
  }
}
