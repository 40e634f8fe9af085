package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandsTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  private final Path temp;

  DeployCommandsTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void without_a_configuration_the_template_of_the_built_in_pipelines_is_exported() {
    CommandOutput commandOutput = CommandOutput.by("export", "cloudformation");

    assertThat(commandOutput)
        .isEqualTo(
            new CommandOutput(
                0, new Template(DefaultConfiguration.pipelines(), SETTINGS).text(), ""));
  }

  @Test
  void without_a_configuration_the_service_of_the_built_in_pipelines_is_exported() {
    Path output = temp.resolve("serverless.yml");

    assertThat(CommandOutput.by("export", "serverless", "--output", output.toString()).exit())
        .isZero();
    assertThat(output)
        .hasContent(new ServerlessService(DefaultConfiguration.pipelines(), SETTINGS).text());
  }

  @Test
  void an_export_replaces_only_files_that_it_has_written_unless_forced() throws Exception {
    Path output = Files.writeString(temp.resolve("surgetank.yaml"), "pipelines: {}");
    String[] export = {"export", "cloudformation", "--output", output.toString()};

    CommandOutput refused = CommandOutput.by(export);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains(output + " already exists", "--force");
    assertThat(output).hasContent("pipelines: {}");

    assertThat(
            CommandOutput.by("export", "cloudformation", "--force", "--output", output.toString())
                .exit())
        .isZero();
    String template = new Template(DefaultConfiguration.pipelines(), SETTINGS).text();
    assertThat(output).hasContent(template);
    Files.writeString(output, template.lines().limit(3).collect(Collectors.joining("\n")));
    assertThat(CommandOutput.by(export).exit()).isZero();
    assertThat(output).hasContent(template);

    CommandOutput otherFormat =
        CommandOutput.by("export", "serverless", "--output", output.toString());
    assertThat(otherFormat.exit()).isEqualTo(1);
    assertThat(output).hasContent(template);
  }

  @Test
  void your_own_pipeline_runs_from_the_configuration_in_the_zip() throws Exception {
    String config = SinglePipeline.in(temp, "concurrency: 4");
    Path base = temp.resolve("base.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(base))) {
      zip.putNextEntry(new ZipEntry("lib/functions.jar"));
    }
    Path output = temp.resolve("mine.zip");

    CommandOutput exported =
        CommandOutput.by("export", "cloudformation", "--config", config, "--stage", "prod");
    CommandOutput packaged =
        CommandOutput.by(
            "package",
            "--config",
            config,
            "--functions",
            base.toString(),
            "--output",
            output.toString());

    assertThat(packaged).isEqualTo(new CommandOutput(0, output + "\n", ""));
    assertThat(exported.out())
        .contains("Default: prod", "SURGETANK_CONFIGURATION: configuration/surgetank.yaml");
    try (var zip = new ZipFile(output.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "lib/functions.jar",
              "configuration/surgetank.yaml",
              "configuration/mine.schema.json");
    }
  }

  @Test
  void what_aws_would_refuse_is_reported_before_writing() throws Exception {
    String config = SinglePipeline.in(temp, "concurrency: 1, timeout: 20m");
    Path output = temp.resolve("never");

    for (String[] command :
        new String[][] {{"export", "cloudformation"}, {"export", "serverless"}, {"package"}}) {
      var words = new java.util.ArrayList<>(java.util.List.of(command));
      words.addAll(
          java.util.List.of("--config", config, "--region", "mars", "--output", output.toString()));
      CommandOutput commandOutput = CommandOutput.by(words.toArray(String[]::new));

      assertThat(commandOutput.exit()).isEqualTo(1);
      assertThat(commandOutput.err())
          .contains("region: 'mars'", "concurrency 1 is too low", "timeout 1200 s", "3 errors.");
    }
    assertThat(output).doesNotExist();
  }

  @Test
  void a_missing_zip_is_reported() {
    CommandOutput commandOutput =
        CommandOutput.by("package", "--functions", temp.resolve("none.zip").toString());

    assertThat(commandOutput.exit()).isEqualTo(1);
    assertThat(commandOutput.err()).contains("none.zip is missing; build it with ./mvnw");
  }
}
