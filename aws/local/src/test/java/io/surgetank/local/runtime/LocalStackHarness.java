package io.surgetank.local.runtime;

import io.surgetank.deploy.infra.moto.DeployedTemplate;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.moto.MotoContents;
import io.surgetank.deploy.infra.moto.ServiceRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An account for tools that deploy, which runs what they deployed: moto creates the resources, and
/// from the first request to the API on, the uploaded zip runs in the deployed stack. Queues and
/// table are then those of the running stack.
public final class LocalStackHarness implements AutoCloseable {
  private final Path temp;
  private final ServiceRouter router = new ServiceRouter();
  private final Moto moto;
  private final MotoContents contents;
  private Optional<Deployed> deployed = Optional.empty();

  /// Skips the test where moto is missing.
  public LocalStackHarness(Path temp) throws IOException, InterruptedException {
    this.temp = temp;
    try {
      moto = Moto.start(temp, Map.of("SURGETANK_API_ENDPOINT", router.endpoint().toString()));
    } catch (IOException | InterruptedException | RuntimeException notStarted) {
      router.close();
      throw notStarted;
    }
    contents = new MotoContents(moto);
    router.route(ServiceRouter.OTHERS, moto::endpoint);
    router.route(ServiceRouter.UNSIGNED, () -> URI.create(deployed().aws.url()));
    router.route("sqs", () -> endpoint(running -> running.aws.endpoints().sqs()));
    router.route("dynamodb", () -> endpoint(running -> running.aws.endpoints().dynamo()));
  }

  /// What leads a process to the account and to nothing else.
  public Map<String, String> environment() {
    return Moto.environment(router.endpoint());
  }

  /// What is in the account.
  public MotoContents contents() {
    return contents;
  }

  /// The names of the secrets in the account.
  public String secrets() throws IOException, InterruptedException {
    return moto.ask("secretsmanager", "eu-central-1", "secretsmanager.ListSecrets", "{}");
  }

  /// The running stack, which is started if it is not running.
  public synchronized Deployed deployed() {
    if (deployed.isEmpty()) deployed = Optional.of(start());
    return deployed.get();
  }

  private Deployed start() {
    try {
      var template = DeployedTemplate.of(contents, "eu-central-1");
      Path zip = Files.write(temp.resolve("uploaded.zip"), template.zip());
      return Deployed.of(temp, template.stack(), zip);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// An endpoint of the running stack; of moto if none is running, or if it was deleted.
  private synchronized URI endpoint(Function<Deployed, URI> ofRunning) {
    if (deployed.isPresent() && contents.stacks().isEmpty()) stop();
    return deployed.map(ofRunning).orElseGet(moto::endpoint);
  }

  private synchronized void stop() {
    deployed.ifPresent(Deployed::close);
    deployed = Optional.empty();
  }

  @Override
  public void close() {
    stop();
    router.close();
    contents.close();
    moto.close();
  }
}
