package io.surgetank.deploy.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's own command line deploys the template of the built-in pipelines to an account, and reports
/// what is wrong.
class AwsCommandTest {
  private static final String REMOVE =
      "aws cloudformation delete-stack --stack-name surgetank-dev;"
          + " aws cloudformation wait stack-delete-complete --stack-name surgetank-dev";

  @TempDir private Path temp = Path.of("");
  private final Account account = new Account();
  private Workplace work;

  @BeforeEach
  void prepare() throws Exception {
    work = Workplace.at(temp, temp.resolve("bin"), account);
    Infra.template(temp);
    account.buckets().make("code");
    account.buckets().put("code", "a.zip", zip(0), Map.of());
  }

  private byte[] zip(int megabytes) throws IOException {
    Path zip = temp.resolve("some.zip");
    SomeZip.at(zip, megabytes);
    return Files.readAllBytes(zip);
  }

  @AfterEach
  void end() {
    account.close();
  }

  @Test
  void a_zip_that_goes_up_in_parts_is_there_as_it_was() throws Exception {
    byte[] zip = zip(11);

    ok("aws s3 cp some.zip s3://code/b.zip");

    assertThat(account.asked()).contains("s3:CompleteMultipartUpload");
    assertThat(account.buckets().object("code", "b.zip")).isEqualTo(zip);
  }

  @Test
  void the_template_is_deployed_once_and_removed_without_a_trace() throws Exception {
    ok(deploy("CodeKey=a.zip"));
    assertThat(status()).isEqualTo("CREATE_COMPLETE");
    assertThat(ok(deploy("CodeKey=a.zip"))).contains("No changes to deploy");
    ok(deploy("DeletionProtection=false"));
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    ok(REMOVE);
    assertThat(account.stacks()).isEmpty();
  }

  @Test
  void a_protected_table_does_not_go_but_by_the_page_s_way_out() throws Exception {
    ok(deploy("CodeKey=a.zip"));

    assertThat(work.bash(REMOVE).exit()).isEqualTo(255);
    assertThat(status()).isEqualTo("DELETE_FAILED");
    assertThat(account.resources("surgetank-dev")).containsExactly("Table");
    ok(wayOut());
    assertThat(account.stacks()).isEmpty();
  }

  @Test
  void a_first_deployment_without_its_zip_goes_by_the_page_s_way_out() throws Exception {
    fails(deploy("CodeKey=none.zip"), "Failed to create/update the stack");
    assertThat(status()).isEqualTo("ROLLBACK_FAILED");
    fails(deploy("CodeKey=a.zip"), "is in ROLLBACK_FAILED state and can not be updated");

    assertThat(ok(wayOut())).contains("ReceiverFunction", "S3 Error Code: NoSuchKey");
    assertThat(account.stacks()).isEmpty();
    ok(deploy("CodeKey=a.zip"));
  }

  @Test
  void an_unprotected_first_deployment_without_its_zip_is_rolled_back() throws Exception {
    fails(deploy("CodeKey=none.zip DeletionProtection=false"), "Failed to create/update");

    assertThat(status()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(account.resources("surgetank-dev")).isEmpty();
  }

  @Test
  void an_update_without_its_zip_leaves_what_stood() throws Exception {
    ok(deploy("CodeKey=a.zip"));
    var stood = account.resources("surgetank-dev");

    fails(deploy("CodeKey=none.zip"), "Failed to create/update the stack");

    assertThat(status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(account.resources("surgetank-dev")).isEqualTo(stood);
    assertThat(ok(deploy("CodeKey=a.zip"))).contains("No changes to deploy");
  }

  @Test
  void one_that_was_killed_before_it_began_is_begun_again() throws Exception {
    work.killed(deploy("CodeKey=a.zip"), account, "DescribeChangeSet");
    assertThat(status()).isEqualTo("REVIEW_IN_PROGRESS");

    // The command line names a change set by the second; who is so quick has to try again.
    String again = deploy("CodeKey=a.zip").strip();
    ok(again + " || " + again + " || " + again);

    assertThat(status()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void one_that_was_killed_underway_ends_by_itself() throws Exception {
    // One look by the next deployment, the second by who waits.
    account.takes(2);
    work.killed(deploy("CodeKey=a.zip"), account, "ExecuteChangeSet");
    assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");

    fails(deploy("CodeKey=a.zip"), "is in CREATE_IN_PROGRESS state and can not be updated");
    ok("aws cloudformation wait stack-create-complete --stack-name surgetank-dev");

    assertThat(ok(deploy("CodeKey=a.zip"))).contains("No changes to deploy");
  }

  @Test
  void names_that_are_taken_are_told_and_left_alone() throws Exception {
    account.buckets().belongsToOthers("surgetank-code");
    fails("aws s3 mb s3://surgetank-code", "BucketAlreadyExists");

    account.holds("AWS::SQS::Queue", "surgetank-dev-orders");
    fails(deploy("CodeKey=a.zip"), "Failed to create/update the stack");
    assertThat(ok(wayOut())).contains("'surgetank-dev-orders' already exists");
    fails(deploy("CodeKey=a.zip"), "Failed to create/update the stack");

    fails(
        "aws cloudformation create-stack --stack-name surgetank-dev --template-body"
            + " '{\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}}'",
        "AlreadyExistsException");
  }

  @Test
  void what_is_given_wrongly_is_refused_before_anything_is_made() throws Exception {
    fails(
        deploy("CodeKey=a.zip").replaceFirst("OperatorToken=\\w+", ""),
        "[OperatorToken] must have");
    fails(deploy("CodeKey=a.zip OperatorToken=short"), "at least 32 characters");
    fails(deploy("CodeKey=a.zip LambdaTimeout=46"), "not greater than 45");
    fails(deploy("CodeKey=a.zip EnvironmentName=Dev"), "must match pattern");
    fails(deploy("CodeKey=a.zip").replace("--capabilities CAPABILITY_IAM", ""), "CAPABILITY_IAM");

    assertThat(account.stacks()).isEmpty();
  }

  @Test
  void what_the_stand_in_does_not_know_it_refuses_by_name() throws Exception {
    var said = work.bash("aws sns list-topics");

    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).contains("the stand-in for an account does not know sns:ListTopics");
    assertThat(account.notKnown()).containsExactly("sns:ListTopics");
  }

  /// Of the page on AWS.
  private static String wayOut() throws IOException {
    return Page.read(Infra.folder().resolveSibling("docs/aws/deploying.md"))
        .blocks("When a deployment fails")
        .getFirst();
  }

  private void fails(String lines, String because) throws Exception {
    var said = work.bash(lines);
    assertThat(said.exit()).as(said.text()).isNotZero();
    assertThat(said.text()).contains(because);
    assertThat(account.notKnown()).isEmpty();
  }

  private String deploy(String parameters) {
    return """
    aws cloudformation deploy --stack-name surgetank-dev \
      --template-file template.yaml --s3-bucket code \
      --capabilities CAPABILITY_IAM --parameter-overrides CodeBucket=code \
      OperatorToken=0123456789012345678901234567890123456789 %s
    """
        .formatted(parameters);
  }

  private String status() {
    return account.stacks().getFirst().status();
  }

  private String ok(String lines) throws Exception {
    var said = work.bash(lines);
    assertThat(said.exit()).as(said.text() + account.asked()).isZero();
    assertThat(account.notKnown()).isEmpty();
    return said.text();
  }
}
