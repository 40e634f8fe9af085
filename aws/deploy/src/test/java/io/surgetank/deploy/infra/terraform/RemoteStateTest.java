package io.surgetank.deploy.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.account.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The app's state lies where the state stack says, by `-backend-config` alone.
class RemoteStateTest {
  static final String BUCKET = "surgetank-state-" + Tofu.ACCOUNT + "-eu-central-1";
  private static final String LOCK = BUCKET + "/surgetank/dev.tfstate";

  @TempDir Path temp;
  private final Account account = new Account();
  private final Locks locks = new Locks();
  private Tofu app;

  @BeforeEach
  void prepare() throws Exception {
    account.buckets().make(BUCKET);
    account.handle("dynamodb", locks);
    var state = Tofu.in(temp.resolve("place"), "state", Tofu.NEW);
    state.apply().ok();
    app = Tofu.copied(temp, "app", Tofu.NEW);
    Files.delete(app.folder().resolve("backend_override.tf"));
    app.write("backend.hcl", state.run("output", "-raw", "backend_config").ok().text());
    app.write("here.hcl", elsewhere(account));
    app.run(
            "init",
            "-input=false",
            "-backend-config=backend.hcl",
            "-backend-config=here.hcl",
            "-backend-config=key=surgetank/dev.tfstate")
        .ok();
  }

  @AfterEach
  void end() {
    account.close();
  }

  @Test
  void what_stands_there_is_kept_in_the_bucket() {
    app.apply(Variables.with()).ok();

    assertThat(account.buckets().keys(BUCKET)).containsExactly("surgetank/dev.tfstate");
    assertThat(new String(account.buckets().object(BUCKET, "surgetank/dev.tfstate"), UTF_8))
        .contains("aws_sqs_queue");
    assertThat(locks.isLocked(LOCK)).isFalse();
    assertThat(account.notKnown()).isEmpty();
    app.plan(Variables.with()).ok();
  }

  @Test
  void who_comes_second_waits_for_the_lock() {
    locks.lock(LOCK);

    assertThat(app.apply(Variables.with()).flat()).contains("Error acquiring the state lock");
    assertThat(app.standing()).isEmpty();
  }

  /// Where S3 and DynamoDB are in a test, with nobody's credentials.
  static String elsewhere(Account account) {
    return """
    endpoints = {
      s3       = "%1$s"
      dynamodb = "%1$s"
    }
    access_key                  = "test"
    secret_key                  = "test"
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_requesting_account_id  = true
    """
        .formatted(account.endpoint());
  }
}
