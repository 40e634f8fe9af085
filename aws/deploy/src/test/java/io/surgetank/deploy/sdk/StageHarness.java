package io.surgetank.deploy.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.deployment.ApplyOperation;
import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.AwsAccount;
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
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.moto.MotoContents;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A stage in an account of moto, with the operations of `surgetank deploy`.
final class StageHarness implements AutoCloseable {
  static final String BUCKET = "surgetank-code-" + Moto.ACCOUNT + "-eu-central-1";
  static final String REGION = "eu-central-1";
  static final String STACK = "surgetank-dev";
  static final OperatorToken TOKEN =
      new OperatorToken("0123456789012345678901234567890123456789", OperatorToken.Use.ON_CREATION);

  static final String OTHER =
      "pipelines: {other: {intake: {path: /o, schema: any.json}, work: {handler: task}}}";

  final MotoContents contents;
  final AwsAccount awsAccount;
  final List<String> progress = new ArrayList<>();
  final List<PendingWork> questions = new ArrayList<>();
  private final DeploymentEnvironment deploymentEnvironment =
      new DeploymentEnvironment(_ -> {}, progress::add);

  /// Deletes what earlier tests left in the account.
  StageHarness(Moto moto) throws IOException, InterruptedException {
    moto.reset();
    contents = new MotoContents(moto);
    awsAccount =
        new SdkAccounts()
            .open(
                new AwsAccounts.Location(
                    REGION, Optional.of(moto.endpoint()), Optional.empty(), Optional.empty()));
  }

  @Override
  public void close() {
    awsAccount.close();
    contents.close();
  }

  static Deployment deployment(Pipelines pipelines, int zip, Map<String, String> chosen) {
    var settings = StackSettings.of("dev", REGION);
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
    var settings = StackSettings.of("dev", REGION);
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

  Applied apply(Deployment deployment, OperatorToken operatorToken, boolean approved)
      throws InterruptedException {
    return new ApplyOperation(awsAccount, deploymentEnvironment)
        .apply(
            deployment,
            operatorToken,
            pendingWork -> {
              questions.add(pendingWork);
              return approved;
            });
  }

  Plan plan(Deployment deployment) throws InterruptedException {
    return new PlanOperation(awsAccount, deploymentEnvironment).plan(deployment);
  }

  Destroyed destroy(boolean approved) throws InterruptedException {
    return new DestroyOperation(
            awsAccount,
            deploymentEnvironment,
            () -> new JobCounts.Counted(Map.of("orders", 2L), Map.of()))
        .destroy(
            STACK,
            new StackRemoval(awsAccount, deploymentEnvironment),
            pendingWork -> {
              questions.add(pendingWork);
              return approved;
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

  Map<String, String> parameters() {
    return awsAccount.cloudFormation().status(STACK).orElseThrow().parameters();
  }

  String status() {
    return contents.stacks().getFirst().status();
  }

  /// Changes one parameter by another change set.
  void change(String parameter, String value) {
    createChangeSet("other", parameter, value);
    awsAccount.cloudFormation().changeSets(STACK).execute("other");
  }

  /// Creates a change set that changes one parameter.
  void createChangeSet(String name, String parameter, String value) {
    var given = new HashMap<String, ChangeSetRequest.ParameterValue>();
    parameters()
        .keySet()
        .forEach(each -> given.put(each, new ChangeSetRequest.ParameterValue.Previous()));
    given.put(parameter, new ChangeSetRequest.ParameterValue.New(value));
    awsAccount
        .cloudFormation()
        .changeSets(STACK)
        .create(new ChangeSetRequest(name, ChangeSetRequest.Kind.UPDATE, Optional.empty(), given));
  }
}
