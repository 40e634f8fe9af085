package io.surgetank.core.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers the faults of one descriptor.
final class ErrorCollector {
  /// Quoted text is cut here, so that a fault stays one readable line.
  private static final int MAX_QUOTE = 60;

  private final String file;
  private final List<ConfigurationError> all = new ArrayList<>();

  ErrorCollector(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(Node at, String problem, String cure) {
    // Marks are switched on where the text is composed, so there always is one.
    add(at.getStartMark().orElseThrow(), problem, cure);
  }

  void add(Mark at, String problem, String cure) {
    add(at.getLine() + 1, at.getColumn() + 1, problem, cure);
  }

  void add(int line, int column, String problem, String cure) {
    add(new ConfigurationError(file, line, column, problem, cure));
  }

  /// A fault of the file as a whole.
  void add(String problem, String cure) {
    add(1, 1, problem, cure);
  }

  void add(ConfigurationError fault) {
    all.add(fault);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// All of them once each (an alias may lead to the same place twice), sorted by place.
  List<ConfigurationError> sorted() {
    return all.stream()
        .distinct()
        .sorted(
            Comparator.comparing((ConfigurationError fault) -> !fault.file().equals(file))
                .thenComparing(ConfigurationError::file)
                .thenComparingInt(ConfigurationError::line)
                .thenComparingInt(ConfigurationError::column))
        .toList();
  }

  /// A piece of somebody's text, fit to stand in a message: on one line and not too long.
  static String quote(String text) {
    String shown = text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...";
    return "'" + shown.replaceAll("\\p{Cntrl}|\\p{Cs}", "?") + "'";
  }
}
