package io.surgetank.deploy.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exported templates as cfn-lint sees them, in every region that a deployment may be in.
class CfnLintTest {
  @TempDir private Path temp = Path.of("");

  @ParameterizedTest
  @EnumSource
  void an_export_has_nothing_that_a_region_lacks(Regions.SnapStart snapStart) throws Exception {
    List<String> regions =
        Regions.known().keySet().stream()
            .filter(region ->
                Regions.of(region)
                    .equals(new Regions.Region.Known(snapStart, Regions.HttpApis.YES)))
            .sorted()
            .toList();
    assertThat(regions).hasSizeGreaterThan(5);

    Path template = template(DefaultConfiguration.pipelines(), regions.getFirst());

    assertThat(lint(template, regions)).isEmpty();
  }

  @Test
  void an_export_of_a_pipeline_in_order_has_no_fault() throws Exception {
    Path template = template(StackConfigurations.read(Infra.IN_ORDER), "eu-central-1");

    assertThat(lint(template, List.of("eu-central-1"))).isEmpty();
  }

  @Test
  void what_the_serverless_framework_makes_of_an_export_has_no_fault() throws Exception {
    Path packaged = Infra.packaged(temp);

    assertThat(
            lint(
                packaged.resolve("cloudformation-template-update-stack.json"),
                List.of("us-east-1")))
        .isEmpty();
  }

  private Path template(Pipelines pipelines, String region) throws Exception {
    var settings = StackSettings.of("dev", region);
    return Files.writeString(
        temp.resolve("template.yaml"), new Template(pipelines, settings).text());
  }

  private String lint(Path template, List<String> regions) throws Exception {
    var command =
        new ArrayList<String>(
            List.of(
                RequiredTool.CFN_LINT.path().toString(),
                "--template",
                template.toString(),
                // A certificate's parameter may be empty: it is used with a domain alone.
                // And the framework says of each resource what it depends on anyway.
                "--ignore-checks",
                "W1030",
                "W3005",
                "--regions"));
    command.addAll(regions);
    var builder = new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
