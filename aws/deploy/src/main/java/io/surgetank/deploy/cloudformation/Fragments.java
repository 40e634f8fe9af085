package io.surgetank.deploy.cloudformation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parts of infrastructure code: CloudFormation or another YAML format in files beside a class,
/// with placeholders.
///
/// `<name>` alone is replaced by a value of any type, and as an item of a list by all items of a
/// list; in a longer text it is replaced by the text of its value.
public final class Fragments {
  private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z]+)>");

  private final Class<?> owner;
  private final Map<String, Object> common;

  /// The files that were read, by name.
  private final Map<String, Object> files = new HashMap<>();

  /// @param owner the class beside which the files are
  /// @param common values that every file may use
  public Fragments(Class<?> owner, Map<String, Object> common) {
    this.owner = owner;
    this.common = Map.copyOf(common);
  }

  /// The content of a file with its placeholders replaced. Throws [IllegalArgumentException] for a
  /// placeholder without a value, and for a value without a placeholder.
  public Map<String, Object> filled(String file, Map<String, Object> values) {
    var filler = new Filler(file, values);
    var filled = YamlTree.named(filler.filled(files.computeIfAbsent(file, this::read)));
    if (!filler.unused.isEmpty())
      throw new IllegalArgumentException(file + ": no placeholder for " + filler.unused.keySet());
    return filled;
  }

  private Object read(String file) {
    try (InputStream stream = owner.getResourceAsStream(file)) {
      if (stream == null) throw new IllegalArgumentException(file + " is not in the jar");
      return CloudFormationYaml.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read " + file, unread);
    }
  }

  private final class Filler {
    private final String file;
    private final Map<String, Object> values;
    private final Map<String, Object> unused;

    Filler(String file, Map<String, Object> values) {
      this.file = file;
      this.values = new HashMap<>(common);
      this.values.putAll(values);
      this.unused = new HashMap<>(values);
    }

    @Nullable Object filled(@Nullable Object node) {
      return switch (node) {
        case Map<?, ?> members -> {
          var filled = new LinkedHashMap<String, @Nullable Object>();
          members.forEach(
              (name, value) -> filled.put(replaced(String.valueOf(name)), filled(value)));
          yield filled;
        }
        case List<?> items -> {
          var filled = new ArrayList<@Nullable Object>();
          for (Object item : items)
            if (item instanceof String text && value(text) instanceof List<?> several)
              filled.addAll(several);
            else filled.add(filled(item));
          yield filled;
        }
        case String text -> {
          Object value = value(text);
          yield value == null ? replaced(text) : value;
        }
        case null, default -> node;
      };
    }

    /// The value for a text that is a placeholder and nothing else.
    private @Nullable Object value(String text) {
      Matcher whole = PLACEHOLDER.matcher(text);
      return whole.matches() ? required(whole.toMatchResult()) : null;
    }

    private String replaced(String text) {
      return PLACEHOLDER
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(required(found).toString()));
    }

    private Object required(MatchResult placeholder) {
      String name = placeholder.group(1);
      Object value = values.get(name);
      if (value == null)
        throw new IllegalArgumentException(file + ": no value for " + placeholder.group());
      unused.remove(name);
      return value;
    }
  }
}
