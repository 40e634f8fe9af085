package io.surgetank.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Serverless Framework deploys the committed service to an account, and is told what is wrong.
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

  private String ok(String lines) throws Exception {
    var said = work.bash(lines);
    assertThat(said.exit()).as(said.text() + account.asked() + account.notKnown()).isZero();
    assertThat(account.notKnown()).isEmpty();
    return said.text();
  }
}
