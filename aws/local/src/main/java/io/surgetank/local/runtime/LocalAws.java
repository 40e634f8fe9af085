package io.surgetank.local.runtime;

import io.surgetank.core.lifecycle.Closer;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.gateway.GatewayServer;
import io.surgetank.local.gateway.HttpApiLimits;
import io.surgetank.local.iam.IamProxy;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LaunchConfig;
import io.surgetank.local.schedule.Scheduler;
import io.surgetank.local.services.Emulator;
import io.surgetank.local.services.LocalClients;
import io.surgetank.local.services.ResourceInstaller;
import io.surgetank.local.services.ServiceEndpoints;
import java.lang.System.Logger;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Runs a stack on this machine: the deployment zip in real processes, an HTTP API, SQS and
/// DynamoDB.
public final class LocalAws implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalAws.class.getName());

  private final Closer opened =
      new Closer(unclosed -> LOG.log(Logger.Level.WARNING, "closing failed", unclosed));
  private final LocalAwsConfig localAwsConfig;
  private final Artifacts artifacts;
  private final Lambda.Dependencies dependencies;

  private LocalAws(
      LocalAwsConfig localAwsConfig, Artifacts artifacts, Lambda.Dependencies dependencies) {
    this.localAwsConfig = localAwsConfig;
    this.artifacts = artifacts;
    this.dependencies = dependencies;
  }

  /// A running stack.
  ///
  /// @param functions as they run here, with this machine's endpoints in their environment
  public record Running(
      String url,
      ServiceEndpoints endpoints,
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

  /// Returns when the stack accepts requests. Throws [java.io.UncheckedIOException] or
  /// [IllegalArgumentException] when it cannot start; everything is closed then.
  public static Running start(
      LocalAwsConfig localAwsConfig, Artifacts artifacts, Lambda.Dependencies dependencies)
      throws InterruptedException {
    var aws = new LocalAws(localAwsConfig, artifacts, dependencies);
    boolean started = false;
    try {
      Running running = aws.startAll();
      started = true;
      return running;
    } finally {
      if (!started) aws.close();
    }
  }

  private Running startAll() throws InterruptedException {
    var stack = localAwsConfig.stack();
    GatewayServer.requireFree(localAwsConfig.port());
    var task = add(TaskFolder.unpack(artifacts.zip(), localAwsConfig.overlay()));
    ServiceEndpoints endpoints = endpoints();
    var localClients = add(LocalClients.of(endpoints, stack.region()));
    Map<String, String> urls = new ResourceInstaller(localClients, stack.region()).install(stack);
    var iamProxy = add(IamProxy.start(stack.functions(), endpoints));
    var environmentOverrides = EnvironmentOverrides.of(iamProxy, urls, localAwsConfig.token());
    var launchConfig =
        new LaunchConfig(
            artifacts.java(),
            task.path(),
            artifacts.runtime(),
            stack.region(),
            LaunchConfig.LAMBDA_FLAGS);
    var functions = environmentOverrides.functions(stack);
    var lambda = new Lambda(functions, launchConfig, localAwsConfig.lambdaLimits(), dependencies);
    var eventSourceMappings =
        new EventSourceMappings(stack, urls, name -> queuesFor(name, iamProxy), dependencies);
    // Closed together: a mapping ends when its invocations end, which they do with their
    // environments.
    add(new ConcurrentShutdown(lambda, eventSourceMappings.mappings(lambda)));
    var scheduler =
        new Scheduler(stack.schedules(), lambda, stack.region(), dependencies.clock().instant());
    add(new Ticker(lambda, scheduler, dependencies.clock()));
    var gateway =
        add(
            GatewayServer.start(
                stack.api(),
                HttpApiLimits.DEFAULT,
                lambda,
                localAwsConfig.port(),
                new GatewayServer.Dependencies(dependencies.clock(), dependencies.random())));
    return new Running(
        gateway.url(), endpoints, iamProxy, lambda, localClients, launchConfig, functions, this);
  }

  /// A mapping polls and deletes with the role of its function.
  private SqsClient queuesFor(String function, IamProxy iamProxy) {
    return add(LocalClients.of(iamProxy.of(function), localAwsConfig.stack().region())).sqs();
  }

  private ServiceEndpoints endpoints() throws InterruptedException {
    if (localAwsConfig.endpoints().isPresent()) return localAwsConfig.endpoints().get();
    var log = localAwsConfig.logs().resolve("aws-local-emulator.log").toFile();
    return add(Emulator.start(artifacts.emulator(), localAwsConfig.stack().region(), log))
        .endpoints();
  }

  private <T extends AutoCloseable> T add(T part) {
    return opened.add(part);
  }

  /// Closes everything, in reverse order of starting.
  @Override
  public void close() {
    opened.close();
  }
}
