package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.shell.Shell;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What CloudFormation and Serverless deploy is run: its functions, environment variables, routes
/// and queues. They deploy to moto with their own requests and the zip that they upload. That
/// Terraform deploys the same graph, `WholeGraphTest` of `aws/deploy` shows.
@RunsOn(TestedBackend.ZIP)
@Verifies(Promise.P2)
class AllPermissionsUsedIT {
  private static final Path ZIP =
      Infra.folder().resolveSibling("aws/functions").resolve("target/surgetank-aws.zip");

  /// A price with more digits than the handler supports: every attempt fails.
  private static final String FAILING =
      "{\"productId\": \"TEST\", \"quantity\": 1, \"customerEmail\": \"test@test.com\","
          + " \"unitPrice\": 1E-50}";

  @TempDir private Path temp = Path.of("");

  @Test
  void a_deployment_by_cloudformation_works_and_is_removed_completely() throws Exception {
    Shell.requireTools();
    try (var localStackHarness = new LocalStackHarness(temp)) {
      var shell = Shell.in(temp, temp.resolve("bin"), localStackHarness.environment());
      shell.ok("aws s3 mb s3://code && aws s3 cp %s s3://code/a.zip".formatted(ZIP));
      String deploy =
          "aws cloudformation deploy --stack-name orders-prod --s3-bucket code"
              + " --template-file %s --capabilities CAPABILITY_IAM --parameter-overrides "
                  .formatted(Infra.template(temp));
      shell.ok(
          deploy
              + "EnvironmentName=prod CodeBucket=code CodeKey=a.zip OperatorToken="
              + "an-operators-token-as-long-as-it-has-to-be");

      exercise(localStackHarness.deployed());

      shell.ok(deploy + "DeletionProtection=false");
      shell.ok(
          "aws cloudformation delete-stack --stack-name orders-prod"
              + " && aws cloudformation wait stack-delete-complete --stack-name orders-prod"
              + " && aws s3 rb --force s3://code");
      assertThatNothingIsLeft(localStackHarness);
    }
  }

  @Test
  void a_deployment_by_serverless_works_and_is_removed_completely() throws Exception {
    Shell.requireTools();
    try (var localStackHarness = new LocalStackHarness(temp)) {
      var shell = Shell.in(temp, temp.resolve("bin"), localStackHarness.environment());
      shell.withServerless();
      Files.copy(ZIP, temp.resolve("surgetank-aws.zip"));
      shell.ok(
          "aws secretsmanager create-secret --name surgetank/prod/operator-token"
              + " --secret-string an-operators-token-as-long-as-it-has-to-be");
      shell.ok("npm run deploy -- --stage prod");

      exercise(localStackHarness.deployed());

      shell.ok(
          "npm run deploy -- --stage prod --param=deletionProtection=false"
              + " && npm run remove -- --stage prod");
      shell.ok(
          "aws secretsmanager delete-secret --secret-id surgetank/prod/operator-token"
              + " --force-delete-without-recovery");
      assertThatNothingIsLeft(localStackHarness);
    } finally {
      Files.deleteIfExists(temp.resolve("node_modules"));
    }
  }

  private static void assertThatNothingIsLeft(LocalStackHarness localStackHarness)
      throws Exception {
    assertThat(localStackHarness.contents().stacks()).isEmpty();
    assertThat(localStackHarness.contents().buckets()).isEmpty();
    assertThat(localStackHarness.secrets()).doesNotContain("operator-token");
  }

  private static void exercise(Deployed deployed) throws Exception {
    var jobs = new ArrayList<String>();
    for (Example example : Example.values()) {
      HttpResponse<String> reply = example.sentTo(deployed);
      assertThat(reply.statusCode()).as(reply.body() + deployed.events).isEqualTo(202);
      jobs.add(reply.headers().firstValue("Location").orElseThrow());
    }
    String failing = deployed.accepted("/orders", FAILING);

    for (String job : jobs) assertThat(status(deployed, job)).as(job).isEqualTo("PROCESSED");
    assertThat(status(deployed, failing)).isEqualTo("DEAD");
    JsonNode dead = deployed.operate("dead");
    assertThat(dead.path("count").asInt()).isEqualTo(1);
    assertThat(dead.toString()).contains(failing.substring(failing.lastIndexOf('/') + 1));
    JsonNode report = deployed.operate("verify");
    assertThat(report.path("passes").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.path("records").asInt()).as(report.toString()).isEqualTo(jobs.size() + 1);
    assertThat(deployed.aws.iamProxy().usage()).allMatch(usage -> usage.denied().isEmpty());
  }

  private static String status(Deployed deployed, String job) throws Exception {
    return deployed.ended(job).path("status").asString();
  }
}
