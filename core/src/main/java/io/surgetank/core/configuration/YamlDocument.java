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

/// YAML text as a tree of nodes that know their places. Bounded: neither depth nor aliases nor size
/// can exhaust the reader.
final class YamlDocument {
  /// A thousand pipelines fit; more text than this is not a descriptor.
  static final int MAX_CHARACTERS = 1 << 20;

  /// A reply may nest a little; the composer calls itself for each level.
  static final int MAX_DEPTH = 32;

  /// Enough to share settings; few enough that aliases of aliases stay small.
  static final int MAX_ALIASES = 200;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setMaxAliasesForCollections(MAX_ALIASES)
          .setSchema(new JsonSchema())
          .setCodePointLimit(MAX_CHARACTERS + 1)
          .build();

  private final String text;
  private final ErrorCollector errorCollector;

  YamlDocument(String text, ErrorCollector errorCollector) {
    // Some editors put a byte order mark first; it means nothing in text that is already decoded.
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.errorCollector = errorCollector;
  }

  /// The tree. Empty when there is none; then the fault has been told.
  Optional<Node> compose() {
    if (text.length() > MAX_CHARACTERS) {
      errorCollector.add(
          "the file has over " + MAX_CHARACTERS + " characters",
          "split it into several descriptors");
      return Optional.empty();
    }
    try {
      if (!isBounded()) return Optional.empty();
      var root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty())
        errorCollector.add(
            "the file is empty", "begin with 'pipelines:' (see docs/configuration.md)");
      return root;
    } catch (MarkedYamlEngineException notYaml) {
      tell(notYaml);
    } catch (ReaderException notText) {
      tell(notText);
    } catch (YamlEngineException notYaml) {
      errorCollector.add(
          "this is not YAML: " + ErrorCollector.quote(String.valueOf(notYaml.getMessage())),
          "check the file");
    }
    return Optional.empty();
  }

  /// Looks at the events first: they come one by one, whatever the depth.
  private boolean isBounded() {
    int depth = 0;
    int aliases = 0;
    for (var event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent) depth++;
      if (event instanceof CollectionEndEvent) depth--;
      if (event instanceof AliasEvent) aliases++;
      if (depth > MAX_DEPTH)
        return refuse(event, "this is nested over " + MAX_DEPTH + " deep", "nest less");
      if (aliases > MAX_ALIASES)
        return refuse(event, "there are over " + MAX_ALIASES + " aliases", "use fewer");
      if (isTagged(event))
        return refuse(event, "tags are not used here", "remove the word that begins with '!'");
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

  private boolean refuse(Event at, String problem, String cure) {
    errorCollector.add(at.getStartMark().orElseThrow(), problem, cure);
    return false;
  }

  private void tell(MarkedYamlEngineException notYaml) {
    var mark = notYaml.getProblemMark().or(notYaml::getContextMark);
    if (mark.isEmpty()) {
      errorCollector.add("this is not YAML: " + notYaml.getProblem(), "check the file");
      return;
    }
    var line = text.lines().skip(mark.get().getLine()).findFirst().orElse("");
    if (line.stripLeading().length() < line.length()
        && line.substring(0, line.length() - line.stripLeading().length()).contains("\t"))
      errorCollector.add(
          mark.get(), "a tab indents this line", "indent with spaces; YAML takes no tabs");
    else
      errorCollector.add(
          mark.get(),
          "this is not YAML: " + String.valueOf(notYaml.getProblem()).strip(),
          "mend this place first; what follows it cannot be read yet");
  }

  private void tell(ReaderException notText) {
    String before = text.substring(0, Math.clamp(notText.getPosition(), 0, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    errorCollector.add(
        line + 1,
        before.length() - before.lastIndexOf('\n'),
        "the character U+%04X cannot stand in YAML".formatted(notText.getCodePoint()),
        "remove it");
  }
}
