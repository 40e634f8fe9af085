package io.surgetank.proof.mutations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationSettingsTest {
  private static final Path LIST = Path.of("mutations.yaml");

  @TempDir private Path folder;

  @Test
  void the_list_names_classes_and_lines_that_exist() throws IOException {
    MutationSettings settings = MutationSettings.read(LIST);

    assertThat(settings.minimumScore()).isGreaterThanOrEqualTo(85);
    assertThat(settings.parts()).extracting(MutatedPart::name).contains("core-api");
    for (MutatedPart part : settings.parts()) {
      for (String name : part.classes())
        if (!name.endsWith("*")) assertThat(source(part, name)).as(name).exists();
      for (ExplainedSurvivor survivor : part.survivors())
        assertThat(Files.readString(source(part, survivor.className())))
            .as(survivor.className())
            .contains(survivor.code());
    }
  }

  private static Path source(MutatedPart part, String className) {
    return Path.of("../..", part.module(), "src/main/java")
        .resolve(className.replace('.', '/') + ".java");
  }

  @Test
  void a_list_is_read() throws IOException {
    MutationSettings settings =
        read(
            """
            minimum-score: 90
            parts:
            - name: core-api
              module: core
              classes: [a.*, b.C]
              tests: a.*
              excluded-tests: a.SlowTest
              survivors:
              - class: a.B
                code: [x, y]
                change: boundary
                reason: Both are equal.
              - class: a.D
                reason: Never runs.
            """);

    assertThat(settings)
        .isEqualTo(
            new MutationSettings(
                90,
                List.of(
                    new MutatedPart(
                        "core-api",
                        "core",
                        List.of("a.*", "b.C"),
                        List.of("a.*"),
                        List.of("a.SlowTest"),
                        List.of(
                            new ExplainedSurvivor("a.B", "x", "boundary", "Both are equal."),
                            new ExplainedSurvivor("a.B", "y", "boundary", "Both are equal."),
                            new ExplainedSurvivor("a.D", "", "", "Never runs."))))));
  }

  @Test
  void an_explanation_without_a_reason_is_an_error() {
    assertThatThrownBy(() ->
            read(
                """
                minimum-score: 90
                parts:
                - {name: core, module: core, classes: a.*, tests: a.*, survivors: [{class: a.B}]}
                """))
        .hasMessageContaining("reason is missing");
  }

  @Test
  void some_parts_can_be_selected() throws IOException {
    MutationSettings settings =
        read(
            """
            minimum-score: 90
            parts:
            - {name: core, module: core, classes: a.*, tests: a.*}
            - {name: sqlite, module: sqlite, classes: b.*, tests: b.*}
            """);

    assertThat(settings.only(List.of("sqlite")).parts())
        .extracting(MutatedPart::name)
        .containsExactly("sqlite");
    assertThatThrownBy(() -> settings.only(List.of("http")))
        .hasMessage("no such part: http; there are [core, sqlite]");
  }

  private MutationSettings read(String text) throws IOException {
    return MutationSettings.read(Files.writeString(folder.resolve("list.yaml"), text));
  }
}
