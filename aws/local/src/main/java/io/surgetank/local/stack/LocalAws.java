package io.surgetank.local.stack;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.emulator.Emulator;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.emulator.LocalClients;
import io.surgetank.local.emulator.ResourceInstaller;
import io.surgetank.local.gateway.GatewayServer;
import io.surgetank.local.gateway.HttpApiLimits;
import io.surgetank.local.iam.IamProxy;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LaunchConfig;
import io.surgetank.local.schedule.Scheduler;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A stack of AWS that stands on this machine: the deployment zip in real processes, an HTTP API in
/// front of it, SQS and DynamoDB behind it.
public final class LocalAws implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalAws.class.getName());

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final LocalStackConfig localStackConfig;
  private final Artifacts artifacts;
  private final Lambda.Dependencies dependencies;

  private LocalAws(
      LocalStackConfig localStackConfig, Artifacts artifacts, Lambda.Dependencies dependencies) {
    this.localStackConfig = localStackConfig;
    this.artifacts = artifacts;
    this.dependencies = dependencies;
  }

  /// What stands, and where.
  ///
  /// @param functions as they run here, with this machine's places in their environment
  public record Standing(
      String url,
      Endpoints endpoints,
      IamProxy iamProxy,
      Lambda lambda,
      LocalClients localClients,
      LaunchConfig launchConfig,
      List<LambdaFunction> functions,
      LocalAws end)
      implements AutoCloseable {
    @Override
    public void close() {
      end.close();
    }
  }

  /// It answers when this returns. Throws [UncheckedIOException] or [IllegalArgumentException] with
  /// a sentence when it cannot stand; nothing is left behind then.
  public static Standing start(
      LocalStackConfig localStackConfig, Artifacts artifacts, Lambda.Dependencies dependencies)
      throws InterruptedException {
    var aws = new LocalAws(localStackConfig, artifacts, dependencies);
    boolean stands = false;
    try {
      Standing standing = aws.stand();
      stands = true;
      return standing;
    } finally {
      if (!stands) aws.close();
    }
  }

  private Standing stand() throws InterruptedException {
    var stack = localStackConfig.stack();
    GatewayServer.requireFree(localStackConfig.port());
    var task = add(TaskFolder.unpack(artifacts.zip(), localStackConfig.overlay()));
    Endpoints endpoints = endpoints();
    var localClients = add(LocalClients.of(endpoints, stack.region()));
    Map<String, String> urls = new ResourceInstaller(localClients, stack.region()).install(stack);
    var iamProxy = add(IamProxy.start(stack.functions(), endpoints));
    var environmentOverrides = EnvironmentOverrides.of(iamProxy, urls, localStackConfig.token());
    var launchConfig =
        new LaunchConfig(
            artifacts.java(),
            task.path(),
            artifacts.runtime(),
            stack.region(),
            LaunchConfig.LAMBDA_FLAGS);
    var functions = environmentOverrides.functions(stack);
    var lambda = new Lambda(functions, launchConfig, localStackConfig.lambdaLimits(), dependencies);
    var eventSourceMappings =
        new EventSourceMappings(stack, urls, name -> queuesFor(name, iamProxy), dependencies);
    // Together: a mapping ends when its calls have ended, which they do with their environments.
    add(new BackgroundTasks(lambda, eventSourceMappings.mappings(lambda)));
    var scheduler =
        new Scheduler(stack.schedules(), lambda, stack.region(), dependencies.clock().instant());
    add(new Ticker(lambda, scheduler, dependencies.clock()));
    var front =
        add(
            GatewayServer.start(
                stack.api(),
                HttpApiLimits.DEFAULT,
                lambda,
                localStackConfig.port(),
                new GatewayServer.Dependencies(dependencies.clock(), dependencies.random())));
    return new Standing(
        front.url(), endpoints, iamProxy, lambda, localClients, launchConfig, functions, this);
  }

  /// A mapping polls and deletes in the name of the function that it calls.
  private SqsClient queuesFor(String function, IamProxy iamProxy) {
    return add(LocalClients.of(iamProxy.of(function), localStackConfig.stack().region())).sqs();
  }

  private Endpoints endpoints() throws InterruptedException {
    if (localStackConfig.endpoints().isPresent()) return localStackConfig.endpoints().get();
    var log = localStackConfig.logs().resolve("aws-local-emulator.log").toFile();
    return add(Emulator.start(artifacts.emulator(), localStackConfig.stack().region(), log))
        .endpoints();
  }

  private synchronized <T extends AutoCloseable> T add(T part) {
    opened.push(part);
    return part;
  }

  /// Ends everything, what was started last first.
  @Override
  public synchronized void close() {
    while (!opened.isEmpty())
      try {
        opened.pop().close();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      } catch (Exception unclosed) {
        LOG.log(Logger.Level.WARNING, "not ended in good order", unclosed);
      }
  }
}
