package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables of inputs and outputs in aws/terraform/README.md are those of the files. Where they
/// differ, the failure prints what belongs between the markers.
class TerraformReadmeTest {
  private static final Path ROOTS = Infra.root().resolve("aws/terraform");

  @ParameterizedTest
  @ValueSource(strings = {"state", "app"})
  void the_tables_of_inputs_and_outputs_are_those_of_the_files(String root) throws Exception {
    String readme = Files.readString(ROOTS.resolve("README.md"));
    String begin = "<!-- " + root + ": generated -->\n";
    int from = readme.indexOf(begin) + begin.length();

    assertThat(readme.substring(from, readme.indexOf("<!-- end -->", from)))
        .isEqualTo("\n" + inputs(root) + "\n" + outputs(root) + "\n");
  }

  private static String inputs(String root) throws IOException {
    return "| input | what it is | type | default |\n|---|---|---|---|\n"
        + blocks(root + "/variables.tf", "variable").stream()
            .map(block ->
                "| `%s` | %s | `%s` | %s |\n"
                    .formatted(
                        block.group(1),
                        text(value(block, "description")),
                        value(block, "type"),
                        value(block, "default").isEmpty()
                            ? "required"
                            : "`" + value(block, "default") + "`"))
            .collect(Collectors.joining());
  }

  private static String outputs(String root) throws IOException {
    return "| output | what it is |\n|---|---|\n"
        + blocks(root + "/outputs.tf", "output").stream()
            .map(block ->
                "| `%s` | %s |\n".formatted(block.group(1), text(value(block, "description"))))
            .collect(Collectors.joining());
  }

  private static List<MatchResult> blocks(String file, String word) throws IOException {
    return Pattern.compile("(?ms)^" + word + " \"(\\w+)\" \\{\\n(.*?)^\\}")
        .matcher(Files.readString(ROOTS.resolve(file)))
        .results()
        .toList();
  }

  private static String value(MatchResult block, String name) {
    return Pattern.compile("(?m)^  " + name + " += (.*)$")
        .matcher(block.group(2))
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("");
  }

  /// A quoted text in a cell of a table.
  private static String text(String quoted) {
    return quoted.replaceAll("^\"|\"$", "").replace("\\\"", "\"").replace("|", "\\|");
  }
}
