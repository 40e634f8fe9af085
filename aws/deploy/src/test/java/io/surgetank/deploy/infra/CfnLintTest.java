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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// cfn-lint accepts exported templates, in every region that a deployment may use.
class CfnLintTest {
  @TempDir private Path temp = Path.of("");

  /// Configurations that differ in the types and properties of their resources.
  private enum Configuration {
    BUILT_IN,
    IN_ORDER,
    WITH_RATE;

    Pipelines pipelines() {
      return switch (this) {
        case BUILT_IN -> DefaultConfiguration.pipelines();
        case IN_ORDER -> StackConfigurations.read(Infra.IN_ORDER);
        case WITH_RATE ->
            StackConfigurations.orders("concurrency: 8, batch: 4, timeout: 20s, rate: 50/s", "");
      };
    }
  }

  private static List<Arguments> exports() {
    return Stream.of(Configuration.values())
        .flatMap(configuration ->
            Stream.of(Regions.SnapStart.values())
                .map(snapStart -> Arguments.of(configuration, snapStart)))
        .toList();
  }

  private static List<String> regions(Regions.SnapStart snapStart) {
    return Regions.known().keySet().stream()
        .filter(region ->
            Regions.of(region).equals(new Regions.Region.Known(snapStart, Regions.HttpApis.YES)))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exports")
  void an_export_is_valid_in_every_region(Configuration configuration, Regions.SnapStart snapStart)
      throws Exception {
    List<String> regions = regions(snapStart);
    assertThat(regions).hasSizeGreaterThan(5);

    Path template = template(configuration.pipelines(), regions.getFirst());

    assertThat(lint(template, regions)).isEmpty();
  }

  @Test
  void every_region_that_a_deployment_may_use_is_linted() {
    var linted = new TreeSet<String>();
    for (var snapStart : Regions.SnapStart.values()) linted.addAll(regions(snapStart));

    assertThat(Regions.known().keySet().stream().filter(region -> !linted.contains(region)))
        .allMatch(region ->
            Regions.of(region) instanceof Regions.Region.Known(_, Regions.HttpApis apis)
                && apis == Regions.HttpApis.NO);
  }

  @Test
  void a_template_that_the_serverless_framework_packages_is_valid() throws Exception {
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
