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
import io.surgetank.deploy.infra.account.Account;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real framework puts a stage there and takes it away, with our look before and our list
/// after.
class ServerlessStageTest {
  private final StageHarness stageHarness = new StageHarness();
  private final StringBuilder told = new StringBuilder();

  @TempDir private Path home = Path.of("");

  /// The framework of aws/serverless, sent to the stand-in.
  private final class Sent implements CommandRunner {
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
      builder.environment().putAll(stageHarness.standIn.environment());
      builder.environment().put("PATH", RequiredTool.searchPath());
      // Looks for news every five seconds otherwise.
      builder.environment().put("SLS_AWS_MONITORING_FREQUENCY", "50");
      builder.environment().put("SLS_TELEMETRY_DISABLED", "1");
      builder.environment().put("SLS_NOTIFICATIONS_MODE", "off");
      try {
        Process process = builder.start();
        process.getOutputStream().close();
        told.append(new String(process.getInputStream().readAllBytes(), UTF_8));
        return process.waitFor();
      } catch (IOException unstarted) {
        throw new UncheckedIOException(unstarted);
      }
    }
  }

  @BeforeEach
  void install() throws Exception {
    RequiredTool.NODE.path();
    Path modules = NpmPackage.require(Infra.folder().resolve("serverless"), "osls").getParent();
    Files.createDirectories(home.resolve("aws/serverless"));
    Files.createSymbolicLink(home.resolve("aws/serverless/node_modules"), modules);
  }

  @AfterEach
  void close() throws IOException {
    // Or JUnit warns of a link out of its folder.
    Files.deleteIfExists(home.resolve("aws/serverless/node_modules"));
    stageHarness.close();
  }

  private ServerlessFramework framework() throws IOException {
    var framework =
        new ServerlessFramework(
            new Sent(), home, new ServerlessFramework.Site("dev", Account.REGION));
    var settings = StackSettings.of("dev", Account.REGION);
    var pipelines = StackConfigurations.orders("concurrency: 4", "");
    Files.createDirectories(framework.folder());
    Files.writeString(
        framework.folder().resolve("serverless.yml"),
        new ServerlessService(pipelines, settings).text());
    Files.write(framework.folder().resolve("surgetank-aws.zip"), StageHarness.zip(1));
    return framework;
  }

  private void secret() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(stageHarness.standIn.endpoint()))
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256"
                      + " Credential=x/20260101/eu-central-1/secretsmanager/aws4_request")
              .header("X-Amz-Target", "secretsmanager.CreateSecret")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"Name\": \"surgetank/dev/operator-token\", \"SecretString\": \""
                          + StageHarness.TOKEN.text()
                          + "\"}"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private Destroyed destroy(ServerlessFramework framework) throws InterruptedException {
    var deploymentEnvironment = new DeploymentEnvironment(_ -> {}, stageHarness.said::add);
    return new DestroyOperation(stageHarness.awsAccount, deploymentEnvironment, JobCounts.None::new)
        .destroy(
            StageHarness.STACK,
            framework.removal(new StackRemoval(stageHarness.awsAccount, deploymentEnvironment)),
            pendingWork -> {
              stageHarness.looks.add(pendingWork);
              return true;
            });
  }

  @Test
  void a_stage_is_put_there_and_taken_away() throws Exception {
    secret();
    assertThat(framework().errors()).isEmpty();
    assertThat(framework().deploy()).as(told.toString()).isZero();
    assertThat(stageHarness.status()).isEqualTo("UPDATE_COMPLETE");

    var destroyed = destroy(framework());

    assertThat(stageHarness.looks.getLast().queues()).hasSize(2);
    assertThat(destroyed).as(told.toString()).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).remaining())
        .extracting(RemainingResource::name)
        .containsExactly("surgetank/dev/operator-token");
    assertThat(stageHarness.standIn.stacks()).isEmpty();
    assertThat(stageHarness.standIn.buckets().names()).isEmpty();
  }

  @Test
  void what_the_framework_could_not_do_is_told_with_what_is_there() throws Exception {
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
