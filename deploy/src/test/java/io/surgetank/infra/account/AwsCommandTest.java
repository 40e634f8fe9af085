package io.surgetank.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.infra.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's own command line deploys the committed template to an account, and is told what is wrong.
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
  void a_protected_table_does_not_go() throws Exception {
    ok(deploy("CodeKey=a.zip"));

    assertThat(work.bash(REMOVE).exit()).isEqualTo(255);
    assertThat(status()).isEqualTo("DELETE_FAILED");
    assertThat(account.resources("surgetank-dev")).containsExactly("Table");
  }

  private String deploy(String parameters) {
    return """
    aws cloudformation deploy --stack-name surgetank-dev \
      --template-file %s/cloudformation/surgetank.yaml --s3-bucket code \
      --capabilities CAPABILITY_IAM --parameter-overrides CodeBucket=code \
      OperatorToken=0123456789012345678901234567890123456789 %s
    """
        .formatted(Infra.folder(), parameters);
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
