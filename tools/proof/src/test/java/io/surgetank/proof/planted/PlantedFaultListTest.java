package io.surgetank.proof.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedFaultListTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path LIST = ROOT.resolve("tools/proof/planted-faults.yaml");

  @TempDir private Path folder;

  @Test
  void every_fault_applies_to_the_source_and_compiles() throws Exception {
    List<PlantedFault> faults = PlantedFaultList.read(LIST);

    assertThat(faults).hasSizeGreaterThanOrEqualTo(25);
    for (PlantedFault fault : faults) {
      Path output = Files.createDirectories(folder.resolve(fault.name()));
      assertThatCode(() -> new FaultCompiler(ROOT).compile(fault, output))
          .as(fault.name())
          .doesNotThrowAnyException();
      assertThat(output).isNotEmptyDirectory();
    }
  }

  @Test
  void a_text_that_is_not_in_the_source_once_is_an_error() {
    var fault = new PlantedFault("a", "b", "C.java", "x", "y", List.of("simulation"));

    assertThat(fault.plant("1x2")).isEqualTo("1y2");
    for (String source : List.of("", "xx", "1x2x"))
      assertThatThrownBy(() -> fault.plant(source))
          .hasMessageContaining("C.java must contain this text once");
  }

  @Test
  void an_incomplete_entry_is_an_error() throws Exception {
    Path file = folder.resolve("faults.yaml");
    Files.writeString(file, "- name: a\n  fault: b\n");

    assertThatThrownBy(() -> PlantedFaultList.read(file)).hasMessageContaining("file is missing");
  }

  @Test
  void two_faults_cannot_have_the_same_name() throws Exception {
    Path file = folder.resolve("faults.yaml");
    String entry = "- {name: a, fault: b, file: c, original: d, replacement: e, campaign: f}\n";
    Files.writeString(file, entry + entry);

    assertThatThrownBy(() -> PlantedFaultList.read(file))
        .hasMessageContaining("two faults have the name a");
  }
}
