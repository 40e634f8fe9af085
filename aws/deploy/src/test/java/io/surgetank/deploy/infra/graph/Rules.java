package io.surgetank.deploy.infra.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Lines of a file, in sections that begin with a type: `path = value`, with `*` for any name.
final class Rules {
  private final Map<String, List<Pattern>> patterns = new HashMap<>();

  Rules(String file) {
    List<Pattern> section = List.of();
    for (String line : lines(file)) {
      if (!line.startsWith(" ")) {
        section = new ArrayList<>();
        patterns.put(line.strip(), section);
      } else section.add(pattern(line.strip()));
    }
  }

  boolean matches(String type, String property) {
    return patterns.getOrDefault(type, List.of()).stream()
        .anyMatch(pattern -> pattern.matcher(property).matches());
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(Pattern.quote(line).replace("*", "\\E.+\\Q"));
  }

  /// Without what is empty or a comment.
  static List<String> lines(String file) {
    try (InputStream stream = Objects.requireNonNull(Rules.class.getResourceAsStream(file), file)) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
