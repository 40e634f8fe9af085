package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.intake;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.repository.RepositoryText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The published schema has the keys of the reader and of the docs, and accepts the configurations
/// that people copy.
class ConfigurationSchemaKeysTest {
  private static final JsonNode SCHEMA = Json.read(ConfigurationSchema.text());

  @Test
  void every_key_has_a_title_and_a_description() {
    keysOf(SCHEMA.path("$defs"))
        .forEach((section, keys) ->
            keys.forEach(key -> {
              var described = section(section).path("properties").path(key);
              if (described.has("$ref") && !described.has("title"))
                described = section(described.path("$ref").stringValue("").substring(8));
              if (described.has("const") || key.equals("name")) return;
              assertThat(described.path("title").stringValue(""))
                  .as(section + "." + key)
                  .isNotBlank();
              assertThat(described.path("description").stringValue("")).isNotBlank();
            }));
  }

  @Test
  void the_schema_has_the_keys_of_the_page() throws IOException {
    var page = RepositoryText.text("docs/configuration.md");
    var documented = new TreeMap<String, SortedSet<String>>();
    for (var section : List.of("intake", "work", "retry", "jwt"))
      documented.put(section, firstColumn(page, "## `" + section + "`"));

    var inSchema = new TreeMap<String, SortedSet<String>>();
    documented.keySet().forEach(section -> inSchema.put(section, names(section(section))));

    assertThat(inSchema).isEqualTo(documented);
    var sections = firstColumn(page, "## Retention");
    sections.addAll(List.of("intake", "work", "retry", "access"));
    assertThat(names(section("pipeline"))).isEqualTo(sections);
    assertThat(firstColumn(RepositoryText.text("docs/handlers.md"), "## `http`"))
        .containsAll(names(section("httpHandler")).tailSet("o"))
        .contains("headers");
    for (var nested :
        List.of(
            "intake/when", "intake/cors", "work/simulate", "pipeline/records", "pipeline/access")) {
      var path = nested.split("/", -1);
      for (var key : names(section(path[0]).path("properties").path(path[1])))
        assertThat(page).contains(key + ": ");
    }
  }

  @Test
  void the_schema_has_the_keys_of_the_reader() {
    assertThat(knownKeys(with("zzzzzzzz: 1"))).isEqualTo(names(section("pipeline")));
    assertThat(knownKeys(intake("zzzzzzzz: 1"))).isEqualTo(names(section("intake")));
    for (var name : List.of("work", "retry"))
      assertThat(knownKeys(with(name + ": {zzzzzzzz: 1}"))).isEqualTo(names(section(name)));
    assertThat(knownKeys(with() + "access: {jwt: {zzzzzzzz: 1}}")).isEqualTo(names(section("jwt")));
    assertThat(knownKeys(with() + "auditLog: {zzzzzzzz: 1}"))
        .isEqualTo(names(SCHEMA.at("/properties/auditLog")));
    var nested = section("work").at("/properties/simulate");
    assertThat(knownKeys(with("work: {simulate: {zzzzzzzz: 1}}"))).isEqualTo(names(nested));
  }

  /// The keys that the reader knows: its hint for an unknown one.
  private static SortedSet<String> knownKeys(String yaml) {
    String prefix = "known keys: ";
    String error =
        SampleConfigurations.errors(yaml).stream()
            .filter(each -> each.contains(prefix))
            .findFirst()
            .orElseThrow();
    return new TreeSet<>(
        List.of(error.substring(error.indexOf(prefix) + prefix.length()).split(", ", -1)));
  }

  private static SortedSet<String> firstColumn(String page, String heading) {
    int start = page.indexOf("\n" + heading);
    int next = page.indexOf("\n## ", start + 1);
    int end = next < 0 ? page.length() : next;
    var names = new TreeSet<String>();
    Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
        .matcher(page.substring(start, end))
        .results()
        .forEach(row -> names.add(row.group(1)));
    return names;
  }

  static Stream<Path> pages() throws IOException {
    try (var files = Files.walk(RepositoryText.root())) {
      return files
          .filter(file -> file.toString().matches(".*\\.(md|yaml)"))
          .filter(file ->
              !RepositoryText.root()
                  .relativize(file)
                  .toString()
                  .matches(".*(target|node_modules)/.*"))
          .filter(ConfigurationSchemaKeysTest::mentionsPipelines)
          .toList()
          .stream();
    }
  }

  private static boolean mentionsPipelines(Path file) {
    try {
      var text = Files.readString(file);
      return text.contains("\npipelines:") || text.contains("```yaml");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_configuration_in_the_tree_is_valid(Path file) throws IOException {
    var text = Files.readString(file);
    if (!file.toString().endsWith(".md")) {
      PublishedSchema.assertAccepts(text);
      return;
    }
    for (var block : RepositoryText.blocks(file.toString(), "yaml")) {
      var yaml = completed(block);
      PublishedSchema.assertAccepts(yaml);
      assertThat(SampleConfigurations.errors(readWithAnySchema(yaml))).as(block).isEmpty();
    }
  }

  private static ConfigurationResult readWithAnySchema(String yaml) {
    return ConfigurationReader.read(
        new ConfigurationSource(
            "surgetank.yaml", yaml, _ -> Optional.of(SampleConfigurations.SCHEMA)));
  }

  /// The part of a configuration that a page shows, with the rest of it.
  private static String completed(String block) {
    if (block.startsWith("pipelines:")) return block;
    var lines = block.lines().toArray(String[]::new);
    if (block.startsWith("work:")) return with(lines);
    if (block.startsWith("access:")) return with() + block;
    return with("work:\n" + block.indent(6));
  }

  private static JsonNode section(String name) {
    return SCHEMA.path("$defs").path(name);
  }

  private static SortedSet<String> names(JsonNode section) {
    return new TreeSet<>(section.path("properties").propertyNames());
  }

  private static Map<String, SortedSet<String>> keysOf(JsonNode definitions) {
    var keys = new TreeMap<String, SortedSet<String>>();
    definitions.forEachEntry((name, section) -> keys.put(name, names(section)));
    return keys;
  }
}
