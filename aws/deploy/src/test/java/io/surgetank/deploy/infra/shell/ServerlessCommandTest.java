package io.surgetank.deploy.infra.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.RequiredTool;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.moto.MotoContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Serverless Framework deploys the service of the built-in pipelines to moto, and reports what
/// fails. `ServerlessStageTest` removes a stage.
class ServerlessCommandTest {
  private static final String DEPLOY = "npm run deploy -- --stage dev --region eu-central-1";
  private static final String SECRET =
      "aws secretsmanager create-secret --name surgetank/dev/operator-token"
          + " --secret-string 0123456789012345678901234567890123456789";

  @TempDir private Path temp = Path.of("");
  private Optional<Moto> started = Optional.empty();

  // Assigned before each test.
  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @BeforeEach
  void prepare() throws Exception {
    RequiredTool.require(RequiredTool.NODE, RequiredTool.NPM);
    Shell.requireTools();
    var moto = Moto.start(temp);
    started = Optional.of(moto);
    shell = Shell.in(temp, temp.resolve("bin"), moto.environment());
    shell.withServerless();
    Files.writeString(temp.resolve("surgetank-aws.zip"), "a zip");
  }

  @AfterEach
  void end() throws IOException {
    // JUnit warns of a link out of its folder.
    Files.deleteIfExists(temp.resolve("node_modules"));
    started.ifPresent(Moto::close);
  }

  @Test
  void a_deployment_without_its_secret_fails_and_can_be_repeated() throws Exception {
    try (var contents = new MotoContents(started.orElseThrow())) {
      fails(DEPLOY, "Secrets Manager can't find the specified secret");
      assertThat(contents.stacks().getFirst().status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

      shell.ok(SECRET);
      shell.ok(DEPLOY);
      assertThat(contents.stacks().getFirst().status()).isEqualTo("UPDATE_COMPLETE");
    }
  }

  private void fails(String lines, String reason) throws Exception {
    var result = shell.bash(lines);
    assertThat(result.exit()).as(result.text()).isNotZero();
    assertThat(result.text()).contains(reason);
  }
}
