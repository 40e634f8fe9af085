package io.surgetank.core.configuration;

import io.surgetank.core.json.Json;
import java.util.HashMap;
import java.util.Map;

/// Where in a JSON text each value stands, by its JSON Pointer: at its member's name, if it has
/// one.
final class JsonLocations {
  private final Map<String, Location> places = new HashMap<>();

  private JsonLocations() {}

  /// A place in a text, counted from 1.
  record Location(int line, int column) {}

  /// Reads the places of a text that is known to be JSON.
  static JsonLocations of(String json) {
    var found = new JsonLocations();
    try (var parser = Json.MAPPER.createParser(json)) {
      while (parser.nextToken() != null) {
        var location = parser.currentTokenLocation();
        found.places.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            new Location(location.getLineNr(), location.getColumnNr()));
      }
    }
    return found;
  }

  /// The place of the value, or of the nearest one around it that is there.
  Location at(String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      var place = places.get(at);
      if (place != null) return place;
    }
    return places.getOrDefault("", new Location(1, 1));
  }
}
