package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The folder `aws`, and the tools that its tests use.
public final class Infra {
  static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  /// Two pipelines, one with an ordering key.
  public static final String IN_ORDER =
      """
      pipelines:
        transfers:
          intake: {path: /transfers, schema: any.schema.json}
          work: {handler: task, timeout: 45s, batch: 50, concurrency: 40, orderingKey: accountId}
          retry: {policy: fixed, base: 2h, attempts: 12}
        notes:
          intake: {path: /notes, schema: any.schema.json}
          work: {handler: task, timeout: 45s, batch: 50, concurrency: 40}
          retry: {policy: fixed, base: 2h, attempts: 12}
      """;

  private Infra() {}

  /// The folder `aws`: `terraform`, `serverless`.
  public static Path folder() {
    return root().resolve("aws");
  }

  /// A folder of programs that only tests run: `moto`, `cloudformation-validate`.
  public static Path testTool(String name) {
    return folder().resolve("deploy/src/test").resolve(name);
  }

  /// The repository that this test runs in.
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      Path parent = here.getParent();
      if (parent == null) throw new IllegalStateException("not inside the repository");
      here = parent;
    }
    return here;
  }

  /// Writes `template.yaml`, the template of the built-in pipelines.
  public static Path template(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("template.yaml"),
        new Template(DefaultConfiguration.pipelines(), SETTINGS).text());
  }

  /// Writes `serverless.yml`, the service of the built-in pipelines.
  public static Path service(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("serverless.yml"),
        new ServerlessService(DefaultConfiguration.pipelines(), SETTINGS).text());
  }

  /// The folder that the Serverless Framework writes when it packages the built-in pipelines for
  /// `prod`.
  static Path packaged(Path temp) throws Exception {
    service(temp);
    return packagedThere(temp);
  }

  /// The service in this folder, packaged for `prod`.
  static Path packagedThere(Path temp) throws Exception {
    return packagedThere(temp, "prod", "us-east-1");
  }

  public static Path packagedThere(Path temp, String stage, String region) throws Exception {
    try (var zip = new ZipOutputStream(Files.newOutputStream(temp.resolve("surgetank-aws.zip")))) {
      zip.putNextEntry(new ZipEntry("lib/some.jar"));
    }

    Said said =
        node(
            temp,
            NpmPackage.require(folder().resolve("serverless"), "osls").resolve("bin/serverless.js"),
            "package",
            "--stage",
            stage,
            "--region",
            region);

    assertThat(said.text()).contains("Service packaged").doesNotContain("Warning");
    assertThat(said.exit()).isZero();
    return temp.resolve(".serverless");
  }

  record Said(int exit, String text) {}

  /// Runs a script of a tool that npm installs. No account can be reached: its credentials are made
  /// up, and so is the network's proxy.
  static Said node(Path folder, Path script, String... arguments) throws Exception {
    var command =
        new ArrayList<String>(List.of(RequiredTool.NODE.path().toString(), script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("HTTPS_PROXY", "http://127.0.0.1:1");
    builder.environment().put("SURGETANK_OPERATOR_TOKEN", "operator-token-of-this-environment");
    builder.environment().put("SLS_TELEMETRY_DISABLED", "1");
    builder.environment().put("SLS_NOTIFICATIONS_MODE", "off");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end: " + command);
    }
    return new Said(process.exitValue(), text);
  }
}
