package io.surgetank.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.infra.Infra;
import io.surgetank.infra.NpmPackage;
import io.surgetank.infra.RequiredTool;
import io.surgetank.infra.account.Account;
import io.surgetank.release.Destroying;
import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Jobs;
import io.surgetank.release.Left;
import io.surgetank.release.ServerlessFramework;
import io.surgetank.release.StackRemoval;
import io.surgetank.release.Surroundings;
import io.surgetank.release.Tools;
import io.surgetank.serverless.Service;
import io.surgetank.stack.Descriptors;
import io.surgetank.stack.Plan;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
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
  private final Stage stage = new Stage();
  private final StringBuilder told = new StringBuilder();

  @TempDir private Path home = Path.of("");

  /// The framework of infra/serverless, sent to the stand-in.
  private final class Sent implements Tools {
    @Override
    public Optional<Path> find(List<String> names) {
      return Optional.empty();
    }

    @Override
    public Tools aside() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) throws InterruptedException {
      var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().putAll(stage.standIn.environment());
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
    Files.createDirectories(home.resolve("infra/serverless"));
    Files.createSymbolicLink(home.resolve("infra/serverless/node_modules"), modules);
  }

  @AfterEach
  void close() throws IOException {
    // Or JUnit warns of a link out of its folder.
    Files.deleteIfExists(home.resolve("infra/serverless/node_modules"));
    stage.close();
  }

  private ServerlessFramework framework() throws IOException {
    var framework =
        new ServerlessFramework(
            new Sent(), home, new ServerlessFramework.Site("dev", Account.REGION));
    var settings = StackSettings.of("dev", Account.REGION);
    if (!(Stacks.of(Descriptors.orders("concurrency: 4", ""), settings)
        instanceof Plan.Ready(var stack))) throw new AssertionError("refused");
    Files.createDirectories(framework.folder());
    Files.writeString(
        framework.folder().resolve("serverless.yml"), new Service(stack, settings).text());
    Files.write(framework.folder().resolve("surgetank-aws.zip"), Stage.zip(1));
    return framework;
  }

  private void secret() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(stage.standIn.endpoint()))
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256"
                      + " Credential=x/20260101/eu-central-1/secretsmanager/aws4_request")
              .header("X-Amz-Target", "secretsmanager.CreateSecret")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"Name\": \"surgetank/dev/operator-token\", \"SecretString\": \""
                          + Stage.TOKEN.text()
                          + "\"}"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private Destroyed destroy(ServerlessFramework framework) throws InterruptedException {
    var surroundings = new Surroundings(_ -> {}, stage.said::add);
    return new Destroying(stage.account, surroundings, Jobs.None::new)
        .destroy(
            Stage.STACK,
            framework.removal(new StackRemoval(stage.account, surroundings)),
            look -> {
              stage.looks.add(look);
              return true;
            });
  }

  @Test
  void a_stage_is_put_there_and_taken_away() throws Exception {
    secret();
    assertThat(framework().faults()).isEmpty();
    assertThat(framework().deploy()).as(told.toString()).isZero();
    assertThat(stage.status()).isEqualTo("UPDATE_COMPLETE");

    var destroyed = destroy(framework());

    assertThat(stage.looks.getLast().queues()).hasSize(2);
    assertThat(destroyed).as(told.toString()).isInstanceOf(Destroyed.Done.class);
    assertThat(((Destroyed.Done) destroyed).left())
        .extracting(Left::name)
        .containsExactly("surgetank/dev/operator-token");
    assertThat(stage.standIn.stacks()).isEmpty();
    assertThat(stage.standIn.buckets().names()).isEmpty();
  }

  @Test
  void what_the_framework_could_not_do_is_told_with_what_is_there() throws Exception {
    var framework = framework();
    Files.writeString(framework.folder().resolve("serverless.yml"), "service: {");

    assertThat(destroy(framework))
        .isInstanceOfSatisfying(
            Destroyed.Failed.class,
            failed -> assertThat(failed.why()).singleElement().asString().contains("ended with 1"));
  }
}
