package io.surgetank.deploy.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Serverless Framework deploys the service of the built-in pipelines to an account, and
/// reports what is wrong.
class ServerlessCommandTest {
  private static final String DEPLOY = "npm run deploy -- --stage dev --region eu-central-1";
  private static final String SECRET =
      "aws secretsmanager create-secret --name surgetank/dev/operator-token"
          + " --secret-string 0123456789012345678901234567890123456789";

  @TempDir private Path temp = Path.of("");
  private final Account account = new Account();
  private Workplace work;

  @BeforeEach
  void prepare() throws IOException {
    work = Workplace.at(temp, temp.resolve("bin"), account);
    work.withServerless();
    SomeZip.at(temp.resolve("surgetank-aws.zip"), 0);
  }

  @AfterEach
  void end() throws IOException {
    // Or JUnit warns of a link out of its folder.
    Files.deleteIfExists(temp.resolve("node_modules"));
    account.close();
  }

  @Test
  void the_service_is_deployed_and_removed() throws Exception {
    ok(SECRET);
    ok(DEPLOY);
    assertThat(account.stacks())
        .singleElement()
        .satisfies(stack -> assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE"));

    ok(DEPLOY + " --param=deletionProtection=false");
    ok("npm run remove -- --stage dev --region eu-central-1");

    assertThat(account.stacks()).isEmpty();
    assertThat(account.buckets().names()).isEmpty();
  }

  @Test
  void without_its_secret_it_fails_and_goes_by_the_page_s_way_out() throws Exception {
    fails(DEPLOY, "Secrets Manager can't find the specified secret");
    assertThat(account.stacks().getFirst().status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    ok(SECRET);
    fails(DEPLOY, "'surgetank-dev' already exists");

    ok(wayOut(1));
    ok(DEPLOY);

    assertThat(account.stacks().getFirst().status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_removal_that_the_table_refuses_goes_by_the_page_s_way_out() throws Exception {
    ok(SECRET);
    ok(DEPLOY);
    fails("npm run remove -- --stage dev --region eu-central-1", "protected against deletion");

    ok(wayOut(0));

    assertThat(account.stacks()).isEmpty();
    assertThat(account.buckets().names()).isEmpty();
  }

  private static String wayOut(int block) throws IOException {
    return Page.read(Infra.folder().resolveSibling("docs/aws/deploying.md"))
        .blocks("When a deployment fails")
        .get(block);
  }

  @Test
  void one_that_was_killed_while_it_planned_is_removed_and_begun_again() throws Exception {
    ok(SECRET);
    work.killed(DEPLOY, account, "DescribeChangeSet");
    fails(DEPLOY, "is in the 'REVIEW_IN_PROGRESS' state");

    ok("npm run remove -- --stage dev --region eu-central-1");
    ok(DEPLOY);

    assertThat(account.stacks().getFirst().status()).isEqualTo("UPDATE_COMPLETE");
  }

  private void fails(String lines, String because) throws Exception {
    var said = work.bash(lines);
    assertThat(said.exit()).as(said.text()).isNotZero();
    assertThat(said.text()).contains(because);
    assertThat(account.notKnown()).isEmpty();
  }

  private String ok(String lines) throws Exception {
    var said = work.bash(lines);
    assertThat(said.exit()).as(said.text() + account.asked() + account.notKnown()).isZero();
    assertThat(account.notKnown()).isEmpty();
    return said.text();
  }
}
