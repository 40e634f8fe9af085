package io.surgetank.core.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Collects the errors of one configuration.
final class ErrorCollector {
  /// Quoted text is cut, so that an error stays one readable line.
  private static final int MAX_QUOTE = 60;

  private final String file;
  private final List<ConfigurationError> all = new ArrayList<>();

  ErrorCollector(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(Node at, String problem, String hint) {
    // Marks are enabled when the text is composed, so there always is one.
    add(at.getStartMark().orElseThrow(), problem, hint);
  }

  void add(Mark at, String problem, String hint) {
    add(at.getLine() + 1, at.getColumn() + 1, problem, hint);
  }

  void add(int line, int column, String problem, String hint) {
    add(new ConfigurationError(file, line, column, problem, hint));
  }

  /// An error of the file as a whole.
  void add(String problem, String hint) {
    add(1, 1, problem, hint);
  }

  void add(ConfigurationError error) {
    all.add(error);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// All distinct errors (an alias may lead to the same location twice), sorted by location.
  List<ConfigurationError> sorted() {
    return all.stream()
        .distinct()
        .sorted(
            Comparator.comparing((ConfigurationError error) -> !error.file().equals(file))
                .thenComparing(ConfigurationError::file)
                .thenComparingInt(ConfigurationError::line)
                .thenComparingInt(ConfigurationError::column))
        .toList();
  }

  /// Quotes the user's text for a message: on one line and not too long.
  static String quote(String text) {
    String shown = text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...";
    return "'" + shown.replaceAll("\\p{Cntrl}|\\p{Cs}", "?") + "'";
  }
}
