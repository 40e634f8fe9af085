package io.surgetank.deploy.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.configuration.ConfigurationSource;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentZipTest {
  private static final String YAML =
      """
      pipelines:
        a: {intake: {path: /a, schema: schemas/a.schema.json}, work: {handler: task}}
      """;

  private final Path temp;
  private final Path base;

  DeploymentZipTest(@TempDir Path temp) throws Exception {
    this.temp = temp;
    this.base = temp.resolve("base.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(base))) {
      zip.putNextEntry(new ZipEntry("lib/"));
      zip.putNextEntry(new ZipEntry("lib/surgetank-aws.jar"));
      zip.write("functions".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void configuration_schemas_and_handlers_are_where_lambda_reads_them() throws Exception {
    Path jar = Files.writeString(temp.resolve("mine.jar"), "jar");
    Path classes = Files.createDirectories(temp.resolve("classes/shop"));
    Files.writeString(classes.resolve("Mine.class"), "class");

    Path output = temp.resolve("out.zip");
    DeploymentZip.write(
        new DeploymentZip.Contents(
            base, Optional.of(described()), List.of(jar, temp.resolve("classes"))),
        output);

    assertThat(entries(output))
        .isEqualTo(
            Map.of(
                "lib/surgetank-aws.jar", "functions",
                "configuration/surgetank.yaml", YAML,
                "configuration/schemas/a.schema.json", "{}",
                "lib/mine.jar", "jar",
                "shop/Mine.class", "class"));
  }

  @Test
  void the_same_files_give_the_same_bytes() throws Exception {
    var parts = new DeploymentZip.Contents(base, Optional.of(described()), List.of());
    DeploymentZip.write(parts, temp.resolve("one.zip"));
    DeploymentZip.write(parts, temp.resolve("two.zip"));

    assertThat(temp.resolve("one.zip")).hasSameBinaryContentAs(temp.resolve("two.zip"));
  }

  @Test
  void a_zip_that_was_not_built_is_reported_with_the_command_that_builds_it() {
    var parts = new DeploymentZip.Contents(temp.resolve("none.zip"), Optional.empty(), List.of());

    assertThatThrownBy(() -> DeploymentZip.write(parts, temp.resolve("out.zip")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.zip is missing; build it with ./mvnw");
    assertThat(temp.resolve("out.zip")).doesNotExist();
  }

  @Test
  void a_jar_that_would_cover_one_of_the_functions_is_refused() throws Exception {
    Path jar = Files.writeString(temp.resolve("surgetank-aws.jar"), "other");
    var parts = new DeploymentZip.Contents(base, Optional.empty(), List.of(jar));

    assertThatThrownBy(() -> DeploymentZip.write(parts, temp.resolve("out.zip")))
        .hasMessageContaining("lib/surgetank-aws.jar would be in the zip twice");
    assertThat(temp.resolve("out.zip")).doesNotExist();
  }

  private static ConfigurationSource described() {
    return new ConfigurationSource("my.yaml", YAML, _ -> Optional.of("{}"));
  }

  private static Map<String, String> entries(Path file) throws Exception {
    var entries = new TreeMap<String, String>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList())
        try (var stream = zip.getInputStream(entry)) {
          entries.put(entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
    return entries;
  }
}
