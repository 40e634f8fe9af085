package io.surgetank.deploy.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.DestroyOperation;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.RemainingResource;
import io.surgetank.deploy.deployment.ServerlessFramework;
import io.surgetank.deploy.deployment.StackRemoval;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.NpmPackage;
import io.surgetank.deploy.infra.RequiredTool;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real framework deploys a stage to moto and removes it; pending work is counted before, and
/// remaining resources are listed after.
class ServerlessStageTest {
  private final StringBuilder output = new StringBuilder();
  private Moto moto;
  private StageHarness stage;

  @TempDir private Path home = Path.of("");

  /// Runs the framework of aws/serverless with moto as its endpoint.
  private final class Framework implements CommandRunner {
    @Override
    public Optional<Path> find(List<String> names) {
      return Optional.empty();
    }

    @Override
    public CommandRunner withOutputOnStandardError() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) throws InterruptedException {
      var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().putAll(moto.environment());
      builder.environment().put("PATH", RequiredTool.searchPath());
      // Polls every five seconds otherwise.
      builder.environment().put("SLS_AWS_MONITORING_FREQUENCY", "50");
      builder.environment().put("SLS_TELEMETRY_DISABLED", "1");
      builder.environment().put("SLS_NOTIFICATIONS_MODE", "off");
      try {
        Process process = builder.start();
        process.getOutputStream().close();
        output.append(new String(process.getInputStream().readAllBytes(), UTF_8));
        return process.waitFor();
      } catch (IOException unstarted) {
        throw new UncheckedIOException(unstarted);
      }
    }
  }

  @BeforeEach
  void install() throws Exception {
    RequiredTool.NODE.path();
    moto = Moto.start(home);
    stage = new StageHarness(moto);
    Path modules = NpmPackage.require(Infra.folder().resolve("serverless"), "osls").getParent();
    Files.createDirectories(home.resolve("aws/serverless"));
    Files.createSymbolicLink(home.resolve("aws/serverless/node_modules"), modules);
  }

  @AfterEach
  void close() throws IOException {
    // JUnit warns of a link out of its folder.
    Files.deleteIfExists(home.resolve("aws/serverless/node_modules"));
    stage.close();
    moto.close();
  }

  private ServerlessFramework framework() throws IOException {
    var framework =
        new ServerlessFramework(
            new Framework(), home, new ServerlessFramework.Site("dev", StageHarness.REGION));
    var settings = StackSettings.of("dev", StageHarness.REGION);
    var pipelines = StackConfigurations.orders("concurrency: 4", "");
    Files.createDirectories(framework.folder());
    Files.writeString(
        framework.folder().resolve("serverless.yml"),
        new ServerlessService(pipelines, settings).text());
    Files.write(framework.folder().resolve("surgetank-aws.zip"), StageHarness.zip(1));
    return framework;
  }

  private void secret() throws Exception {
    moto.ask(
        "secretsmanager",
        StageHarness.REGION,
        "secretsmanager.CreateSecret",
        "{\"Name\": \"surgetank/dev/operator-token\", \"SecretString\": \"%s\"}"
            .formatted(StageHarness.TOKEN.text()));
  }

  private Destroyed destroy(ServerlessFramework framework) throws InterruptedException {
    var deploymentEnvironment = new DeploymentEnvironment(_ -> {}, stage.progress::add);
    return new DestroyOperation(stage.awsAccount, deploymentEnvironment, JobCounts.None::new)
        .destroy(
            StageHarness.STACK,
            framework.removal(new StackRemoval(stage.awsAccount, deploymentEnvironment)),
            pendingWork -> {
              stage.questions.add(pendingWork);
              return true;
            });
  }

  @Test
  void a_stage_is_deployed_and_removed() throws Exception {
    secret();
    assertThat(framework().errors()).isEmpty();
    assertThat(framework().deploy()).as(output.toString()).isZero();
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");

    var destroyed = destroy(framework());

    assertThat(stage.questions.getLast().queues()).hasSize(2);
    assertThat(destroyed).as(output.toString()).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).remaining())
        .extracting(RemainingResource::name)
        .containsExactly("surgetank/dev/operator-token");
    assertThat(stage.contents.stacks()).isEmpty();
    assertThat(stage.contents.buckets()).isEmpty();
  }

  @Test
  void a_failure_of_the_framework_is_reported() throws Exception {
    var framework = framework();
    Files.writeString(framework.folder().resolve("serverless.yml"), "service: {");

    assertThat(destroy(framework))
        .isInstanceOfSatisfying(
            Destroyed.Failed.class,
            failed ->
                assertThat(failed.errors())
                    .singleElement()
                    .asString()
                    .contains("exited with status 1"));
  }
}
