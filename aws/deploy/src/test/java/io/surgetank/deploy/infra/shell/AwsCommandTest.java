package io.surgetank.deploy.infra.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.moto.MotoContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AWS CLI deploys the template of the built-in pipelines to moto. After a failure, the
/// commands of docs/aws/deploying.md remove the stack.
class AwsCommandTest {
  private static final String STACK = "surgetank-dev";
  private static final String REMOVE =
      "aws cloudformation delete-stack --stack-name surgetank-dev;"
          + " aws cloudformation wait stack-delete-complete --stack-name surgetank-dev";

  private static Optional<Moto> started = Optional.empty();

  private final Path temp;
  private final Shell shell;
  private final MotoContents contents;

  AwsCommandTest(@TempDir Path temp) throws Exception {
    this.temp = temp;
    Moto moto = started.orElseThrow();
    moto.reset();
    shell = Shell.in(temp, temp.resolve("bin"), moto.environment());
    contents = new MotoContents(moto);
  }

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    Shell.requireTools();
    started = Optional.of(Moto.start(logs));
  }

  @AfterAll
  static void stop() {
    started.ifPresent(Moto::close);
  }

  @BeforeEach
  void upload() throws Exception {
    Infra.template(temp);
    Files.writeString(temp.resolve("some.zip"), "a zip");
    ok("aws s3 mb s3://code && aws s3 cp some.zip s3://code/a.zip");
  }

  @AfterEach
  void close() {
    contents.close();
  }

  @Test
  void the_template_is_deployed_once_and_removed_completely() throws Exception {
    ok(deploy("CodeKey=a.zip"));
    assertThat(status()).isEqualTo("CREATE_COMPLETE");
    assertThat(ok(deploy("CodeKey=a.zip"))).contains("No changes to deploy");
    ok(deploy("DeletionProtection=false"));
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    ok(REMOVE);
    assertThat(contents.stacks()).isEmpty();
  }

  @Test
  void a_protected_table_is_removed_by_the_commands_of_the_page_only() throws Exception {
    ok(deploy("CodeKey=a.zip"));

    assertThat(shell.bash(REMOVE).exit()).isEqualTo(255);
    assertThat(status()).isEqualTo("DELETE_FAILED");
    assertThat(contents.resources(STACK)).contains("Table");
    ok(commandsAfterFailure(0));
    assertThat(contents.stacks()).isEmpty();
  }

  @Test
  void a_first_deployment_without_its_zip_is_removed_by_the_commands_of_the_page()
      throws Exception {
    fails(deploy("CodeKey=none.zip"), "Failed to create/update the stack");
    assertThat(status()).isEqualTo("ROLLBACK_FAILED");
    fails(deploy("CodeKey=a.zip"), "is in ROLLBACK_FAILED state and can not be updated");

    assertThat(ok(commandsAfterFailure(0)))
        .contains("ReceiverFunction", "S3 Error Code: NoSuchKey");
    assertThat(contents.stacks()).isEmpty();
    ok(deploy("CodeKey=a.zip"));
  }

  @Test
  void an_unprotected_first_deployment_without_its_zip_is_rolled_back() throws Exception {
    fails(deploy("CodeKey=none.zip DeletionProtection=false"), "Failed to create/update");

    assertThat(status()).isEqualTo("ROLLBACK_COMPLETE");
  }

  @Test
  void an_update_without_its_zip_keeps_the_previous_resources() throws Exception {
    ok(deploy("CodeKey=a.zip"));
    var before = contents.resources(STACK);

    fails(deploy("CodeKey=none.zip"), "Failed to create/update the stack");

    assertThat(status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(contents.resources(STACK)).isEqualTo(before);
    ok(deploy("CodeKey=a.zip"));
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_queue_that_exists_is_reported_and_not_removed() throws Exception {
    contents.queue("surgetank-dev-orders");

    fails(deploy("CodeKey=a.zip"), "Failed to create/update the stack");

    assertThat(ok(commandsAfterFailure(0))).contains("OrdersQueue", "already exists");
    assertThat(contents.url("surgetank-dev-orders")).isNotEmpty();
  }

  @Test
  void a_table_in_no_stack_is_removed_by_the_commands_of_the_page() throws Exception {
    ok(deploy("CodeKey=a.zip"));
    assertThat(ok("aws dynamodb list-tables")).contains(STACK);

    ok(commandsAfterFailure(1));

    assertThat(ok("aws dynamodb list-tables")).doesNotContain(STACK);
  }

  private static String commandsAfterFailure(int block) throws IOException {
    return DocsPage.read(Infra.root().resolve("docs/aws/deploying.md"))
        .blocks("When a deployment fails")
        .get(block);
  }

  private void fails(String lines, String reason) throws Exception {
    var result = shell.bash(lines);
    assertThat(result.exit()).as(result.text()).isNotZero();
    assertThat(result.text()).contains(reason);
  }

  private static String deploy(String parameters) {
    return """
    aws cloudformation deploy --stack-name surgetank-dev \
      --template-file template.yaml --s3-bucket code \
      --capabilities CAPABILITY_IAM --parameter-overrides CodeBucket=code \
      OperatorToken=0123456789012345678901234567890123456789 %s
    """
        .formatted(parameters);
  }

  private String status() {
    return contents.stacks().getFirst().status();
  }

  private String ok(String lines) throws Exception {
    return shell.ok(lines);
  }
}
