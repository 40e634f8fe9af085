package io.surgetank.core.configuration;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// YAML text as a tree of nodes with locations. Depth, aliases and size are limited, so that no
/// text can exhaust memory or stack.
final class YamlDocument {
  /// A thousand pipelines fit; more text than this is not a configuration.
  static final int MAX_CHARACTERS = 1 << 20;

  /// A reply may nest a little; the composer is recursive.
  static final int MAX_DEPTH = 32;

  /// Enough to share settings; few enough that aliases of aliases stay small.
  static final int MAX_ALIASES = 200;

  private final String text;
  private final LoadSettings settings;
  private final ErrorCollector errorCollector;

  YamlDocument(String text, ErrorCollector errorCollector) {
    // Some editors write a byte order mark, which is irrelevant in decoded text.
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.settings = settings(this.text.length());
    this.errorCollector = errorCollector;
  }

  private static LoadSettings settings(int characters) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setSchema(new JsonSchema())
        .setCodePointLimit(MAX_CHARACTERS + 1)
        // Read in pieces, surrogate pairs across their borders are an IndexOutOfBoundsException.
        .setBufferSize(Math.min(characters, MAX_CHARACTERS) + 2)
        .build();
  }

  /// The tree. Empty after an error, which was reported.
  Optional<Node> compose() {
    if (text.length() > MAX_CHARACTERS) {
      errorCollector.add(
          "the file has more than " + MAX_CHARACTERS + " characters",
          "split it into several files");
      return Optional.empty();
    }
    try {
      if (!isBounded()) return Optional.empty();
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty())
        errorCollector.add(
            "the file is empty", "begin with 'pipelines:' (see docs/configuration.md)");
      return root;
    } catch (MarkedYamlEngineException notYaml) {
      report(notYaml);
    } catch (ReaderException notText) {
      report(notText);
    } catch (YamlEngineException notYaml) {
      errorCollector.add(
          "invalid YAML: " + ErrorCollector.quote(String.valueOf(notYaml.getMessage())),
          "check the file");
    }
    return Optional.empty();
  }

  /// Checks the events first: they are not nested.
  private boolean isBounded() {
    int depth = 0;
    int aliases = 0;
    for (var event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) depth++;
      if (event instanceof CollectionEndEvent) depth--;
      if (event instanceof AliasEvent) aliases++;
      if (depth > MAX_DEPTH)
        return refuse(event, "nested deeper than " + MAX_DEPTH + " levels", "use fewer levels");
      if (aliases > MAX_ALIASES)
        return refuse(event, "more than " + MAX_ALIASES + " aliases", "use fewer");
      if (isTagged(event))
        return refuse(event, "tags are not supported", "remove the word that begins with '!'");
    }
    return true;
  }

  private static boolean isTagged(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag().isPresent();
      case CollectionStartEvent start -> start.getTag().isPresent();
      default -> false;
    };
  }

  private boolean refuse(Event at, String problem, String hint) {
    errorCollector.add(at.getStartMark().orElseThrow(), problem, hint);
    return false;
  }

  private void report(MarkedYamlEngineException notYaml) {
    var mark = notYaml.getProblemMark().or(notYaml::getContextMark);
    if (mark.isEmpty()) {
      errorCollector.add("invalid YAML: " + notYaml.getProblem(), "check the file");
      return;
    }
    var line = text.lines().skip(mark.get().getLine()).findFirst().orElse("");
    if (line.stripLeading().length() < line.length()
        && line.substring(0, line.length() - line.stripLeading().length()).contains("\t"))
      errorCollector.add(
          mark.get(),
          "the line is indented with a tab",
          "indent with spaces; YAML does not allow tabs");
    else
      errorCollector.add(
          mark.get(),
          "invalid YAML: " + String.valueOf(notYaml.getProblem()).strip(),
          "fix this first; the rest cannot be read");
  }

  private void report(ReaderException notText) {
    String before = text.substring(0, Math.clamp(notText.getPosition(), 0, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    errorCollector.add(
        line + 1,
        before.length() - before.lastIndexOf('\n'),
        "the character U+%04X is not allowed in YAML".formatted(notText.getCodePoint()),
        "remove it");
  }
}
