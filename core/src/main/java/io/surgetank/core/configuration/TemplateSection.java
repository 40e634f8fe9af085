package io.surgetank.core.configuration;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PlaceholderNames;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.TemplateText;
import io.surgetank.core.pipeline.TemplateText.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.core.JacksonException;

/// Reads the template of a reply and checks its placeholders.
final class TemplateSection {
  /// A reply is rendered for every job; more parts than this are probably a mistake.
  static final int MAX_PARTS = 200;

  static final int MAX_DEPTH = 8;

  private final ErrorCollector errorCollector;
  private final PlaceholderNames known;
  private int parts;

  TemplateSection(ErrorCollector errorCollector, PlaceholderNames known) {
    this.errorCollector = errorCollector;
    this.known = known;
  }

  /// The template. Empty when it is not a mapping, which was reported.
  Optional<ReplyTemplate> read(String subject, Node node) {
    if (node instanceof MappingNode mapping) return Optional.of(members(subject, mapping, 1));
    errorCollector.add(
        node,
        subject + "must be a mapping, but is " + YamlMap.kind(node),
        "use {name: \"{id}\"}, or {} for none");
    return Optional.empty();
  }

  private ReplyTemplate members(String subject, MappingNode mapping, int depth) {
    var members = new LinkedHashMap<String, ReplyTemplate.Node>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        errorCollector.add(
            tuple.getKeyNode(), subject + "a member name must be a plain word", "use one");
      } else if (members.containsKey(key.getValue())) {
        errorCollector.add(
            key,
            subject + "the member " + ErrorCollector.quote(key.getValue()) + " is given twice",
            "keep one of the two");
      } else {
        members.put(key.getValue(), part(subject, tuple.getValueNode(), depth));
      }
    }
    return new ReplyTemplate(members);
  }

  private ReplyTemplate.Node part(String subject, Node node, int depth) {
    // Counted while walking, so that aliases of aliases cannot expand a small text without limit.
    if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
      if (parts == MAX_PARTS + 1 || depth > MAX_DEPTH)
        errorCollector.add(
            node,
            subject + "has more than " + MAX_PARTS + " parts or " + MAX_DEPTH + " levels",
            "use a smaller reply");
      return new ReplyTemplate.Node.Literal("null");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(subject, scalar);
      case MappingNode mapping ->
          unquoted(subject, mapping)
              .orElseGet(
                  () -> new ReplyTemplate.Node.Members(members(subject, mapping, depth + 1)));
      case SequenceNode list -> {
        List<ReplyTemplate.Node> nodes = new ArrayList<>();
        for (var element : list.getValue()) {
          if (parts > MAX_PARTS) break;
          nodes.add(part(subject, element, depth + 1));
        }
        yield new ReplyTemplate.Node.Items(nodes);
      }
      default -> new ReplyTemplate.Node.Literal("null");
    };
  }

  /// `orderId: {id}` without quotes is a mapping in YAML, and never intended.
  private Optional<ReplyTemplate.Node> unquoted(String subject, MappingNode mapping) {
    if (mapping.getValue().size() != 1) return Optional.empty();
    var tuple = mapping.getValue().getFirst();
    boolean isPlaceholder =
        tuple.getKeyNode() instanceof ScalarNode key
            && known.knows(key.getValue())
            && tuple.getValueNode() instanceof ScalarNode value
            && value.isPlain()
            && value.getValue().isEmpty();
    if (!isPlaceholder) return Optional.empty();
    errorCollector.add(
        mapping, subject + "a placeholder must be quoted", "put it in quotes: \"{...}\"");
    return Optional.of(new ReplyTemplate.Node.Literal("null"));
  }

  private ReplyTemplate.Node scalar(String subject, ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.STR)) return text(subject, scalar);
    if (scalar.getValue().isEmpty()) {
      errorCollector.add(
          scalar,
          subject + "a member has no value",
          "add one; \"\" for an empty string, null for null");
      return new ReplyTemplate.Node.Literal("null");
    }
    try {
      return new ReplyTemplate.Node.Literal(Json.write(Json.read(scalar.getValue())));
    } catch (JacksonException notJson) {
      errorCollector.add(
          scalar,
          subject + ErrorCollector.quote(scalar.getValue()) + " is not a JSON value",
          "put it in quotes");
      return new ReplyTemplate.Node.Literal("null");
    }
  }

  private ReplyTemplate.Node text(String subject, ScalarNode scalar) {
    for (var piece : TemplateText.of(scalar.getValue()).pieces()) {
      switch (piece) {
        case Piece.Fixed(_) -> {}
        case Piece.Stray(var brace) ->
            errorCollector.add(
                scalar,
                subject + "unmatched brace '" + brace + "'",
                "write " + brace + brace + " for a literal brace");
        case Piece.Value(var name) -> {
          if (!known.knows(name))
            errorCollector.add(
                scalar,
                subject + ErrorCollector.quote("{" + name + "}") + " is not a placeholder",
                "use one of " + known.listed());
        }
      }
    }
    return new ReplyTemplate.Node.Text(scalar.getValue());
  }
}
