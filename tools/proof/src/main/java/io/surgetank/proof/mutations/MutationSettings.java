package io.surgetank.proof.mutations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What is changed, and the survivors that are explained: `mutations.yaml`.
///
/// @param minimumScore percentage of the mutants of each part that must be killed
public record MutationSettings(int minimumScore, List<MutatedPart> parts) {

  public MutationSettings {
    parts = List.copyOf(parts);
  }

  /// The same with some of the parts, in the order of the list.
  public MutationSettings only(List<String> names) {
    List<String> all = parts.stream().map(MutatedPart::name).toList();
    for (String name : names)
      if (!all.contains(name))
        throw new IllegalArgumentException("no such part: " + name + "; there are " + all);
    return new MutationSettings(
        minimumScore, parts.stream().filter(each -> names.contains(each.name())).toList());
  }

  /// Reads a YAML file. Throws [IllegalArgumentException] if a value is missing.
  public static MutationSettings read(Path file) throws IOException {
    var load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
    if (!(load.loadFromString(Files.readString(file)) instanceof Map<?, ?> values))
      throw new IllegalArgumentException(file + " is not a mapping");
    if (!(values.get("minimum-score") instanceof Integer minimumScore))
      throw new IllegalArgumentException(file + ": minimum-score is missing");
    return new MutationSettings(
        minimumScore, mappings(values, "parts").stream().map(MutationSettings::part).toList());
  }

  private static MutatedPart part(Map<?, ?> values) {
    return new MutatedPart(
        text(values, "name"),
        text(values, "module"),
        texts(values, "classes"),
        texts(values, "tests"),
        texts(values, "excluded-tests"),
        mappings(values, "survivors").stream().flatMap(each -> survivors(each).stream()).toList());
  }

  /// One reason may apply to several lines of a class.
  private static List<ExplainedSurvivor> survivors(Map<?, ?> values) {
    String change = values.containsKey("change") ? text(values, "change") : "";
    List<String> code = values.containsKey("code") ? texts(values, "code") : List.of("");
    return code.stream()
        .map(each ->
            new ExplainedSurvivor(text(values, "class"), each, change, text(values, "reason")))
        .toList();
  }

  private static List<Map<?, ?>> mappings(Map<?, ?> values, String key) {
    var mappings = new ArrayList<Map<?, ?>>();
    if (values.get(key) instanceof List<?> entries)
      for (Object entry : entries) {
        if (!(entry instanceof Map<?, ?> mapping))
          throw new IllegalArgumentException(key + ": not a mapping: " + entry);
        mappings.add(mapping);
      }
    return mappings;
  }

  /// A list, or one text. Empty if the key is missing.
  private static List<String> texts(Map<?, ?> values, String key) {
    Object value = values.get(key);
    if (value == null) return List.of();
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(text(values, key));
  }

  private static String text(Map<?, ?> values, String key) {
    if (values.get(key) instanceof String text) return text.strip();
    throw new IllegalArgumentException("%s is missing in %s".formatted(key, values));
  }
}
