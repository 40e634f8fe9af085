package io.surgetank.deploy.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.deployment.ApplyOperation;
import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.ChangeSetRequest;
import io.surgetank.deploy.deployment.Deployment;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.DestroyOperation;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.OperatorToken;
import io.surgetank.deploy.deployment.PendingWork;
import io.surgetank.deploy.deployment.PlanOperation;
import io.surgetank.deploy.deployment.PlanOperation.Plan;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.StackRemoval;
import io.surgetank.deploy.infra.account.Account;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A stage of an account that stands in for AWS, as tests deal with it.
final class StageHarness implements AutoCloseable {
  static final String BUCKET = "surgetank-code-" + Account.ID + "-eu-central-1";
  static final String STACK = "surgetank-dev";
  static final OperatorToken TOKEN =
      new OperatorToken("0123456789012345678901234567890123456789", OperatorToken.Use.ON_CREATION);

  final Account standIn = new Account();
  final io.surgetank.deploy.deployment.AwsAccount awsAccount =
      new SdkAccounts()
          .open(
              new AwsAccounts.Location(
                  Account.REGION,
                  Optional.of(URI.create(standIn.endpoint())),
                  Optional.empty(),
                  Optional.empty()));
  final List<String> said = new ArrayList<>();
  final List<PendingWork> looks = new ArrayList<>();
  private final DeploymentEnvironment deploymentEnvironment =
      new DeploymentEnvironment(_ -> {}, said::add);

  static final String OTHER =
      "pipelines: {other: {intake: {path: /o, schema: any.json}, work: {handler: task}}}";

  @Override
  public void close() {
    awsAccount.close();
    standIn.close();
    assertThat(standIn.notKnown()).isEmpty();
  }

  static Deployment deployment(Pipelines pipelines, int zip, Map<String, String> chosen) {
    var settings = StackSettings.of("dev", Account.REGION);
    return Deployment.of(pipelines, settings, zip(zip), chosen);
  }

  static Deployment orders(int zip) {
    return deployment(StackConfigurations.orders("concurrency: 4", ""), zip, Map.of());
  }

  static Deployment ordersAndTasks(int zip) {
    return deployment(
        StackConfigurations.read(
            """
            pipelines:
              orders: {intake: {path: /orders, schema: any.json}, work: {handler: task}}
              tasks: {intake: {path: /tasks, schema: any.json}, work: {handler: task}}
            """),
        zip,
        Map.of());
  }

  static byte[] template() {
    var settings = StackSettings.of("dev", Account.REGION);
    var pipelines = StackConfigurations.orders("concurrency: 4", "");
    return new Template(pipelines, settings).text().getBytes(UTF_8);
  }

  static byte[] zip(int contents) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("lib/some.jar");
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(contents);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  Applied apply(Deployment deployment) throws InterruptedException {
    return apply(deployment, TOKEN, true);
  }

  Applied apply(Deployment deployment, OperatorToken operatorToken, boolean lets)
      throws InterruptedException {
    return new ApplyOperation(awsAccount, deploymentEnvironment)
        .apply(
            deployment,
            operatorToken,
            pendingWork -> {
              looks.add(pendingWork);
              return lets;
            });
  }

  Plan plan(Deployment deployment) throws InterruptedException {
    return new PlanOperation(awsAccount, deploymentEnvironment).plan(deployment);
  }

  Destroyed destroy(boolean lets) throws InterruptedException {
    return new DestroyOperation(
            awsAccount,
            deploymentEnvironment,
            () -> new JobCounts.Counted(Map.of("orders", 2L), Map.of()))
        .destroy(
            STACK,
            new StackRemoval(awsAccount, deploymentEnvironment),
            pendingWork -> {
              looks.add(pendingWork);
              return lets;
            });
  }

  List<PlannedChange> changes(Deployment deployment) throws InterruptedException {
    assertThat(plan(deployment)).isInstanceOf(Plan.Changes.class);
    return ((Plan.Changes) plan(deployment)).changes();
  }

  static Applied.Done done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
    return (Applied.Done) applied;
  }

  String status() {
    return standIn.stacks().getFirst().status();
  }

  /// Somebody else begins to change one parameter.
  void begin(String parameter, String value) {
    draft("other", parameter, value);
    awsAccount.cloudFormation().changeSets(STACK).execute("other");
  }

  void draft(String name, String parameter, String value) {
    var given = new HashMap<String, ChangeSetRequest.ParameterValue>();
    awsAccount
        .cloudFormation()
        .status(STACK)
        .orElseThrow()
        .parameters()
        .keySet()
        .forEach(each -> given.put(each, new ChangeSetRequest.ParameterValue.Previous()));
    given.put(parameter, new ChangeSetRequest.ParameterValue.New(value));
    awsAccount
        .cloudFormation()
        .changeSets(STACK)
        .create(new ChangeSetRequest(name, ChangeSetRequest.Kind.UPDATE, Optional.empty(), given));
  }
}
