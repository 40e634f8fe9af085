package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTableTest {
  @Test
  void the_page_lists_every_parameter_with_its_default() throws Exception {
    var rows = new ArrayList<String>();
    Map<String, Object> parameters =
        YamlTree.inside(
            new Template(DefaultConfiguration.pipelines(), Infra.SETTINGS).whole(), "Parameters");
    for (String name : parameters.keySet()) rows.add(row(name, YamlTree.inside(parameters, name)));

    assertThat(Files.readString(Infra.root().resolve("docs/aws/cloudformation.md")))
        .contains("|---|---|---|\n" + String.join("\n", rows) + "\n\n");
  }

  private static String row(String name, Map<String, Object> parameter) {
    Object usual = parameter.get("Default");
    String shown = usual == null ? "required" : usual.equals("") ? "none" : "`" + usual + "`";
    return "| `%s` | %s | %s |".formatted(name, shown, parameter.get("Description"));
  }
}
