package io.surgetank.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The app's state lies where the state stack says, by `-backend-config` alone.
class RemoteStateTest {
  private static final String BUCKET = "surgetank-state-" + Tofu.ACCOUNT + "-eu-central-1";
  private static final String LOCK = BUCKET + "/surgetank/dev.tfstate";

  @TempDir Path temp;
  private StateHost host;
  private Tofu app;

  @BeforeEach
  void prepare() throws IOException {
    host = new StateHost();
    var state = Tofu.in(temp.resolve("place"), "state", Tofu.NEW);
    state.apply().ok();
    app = Tofu.copied(temp, "app", Tofu.NEW);
    Files.delete(app.folder().resolve("backend_override.tf"));
    app.write("backend.hcl", state.run("output", "-raw", "backend_config").ok().text());
    app.write("here.hcl", host.backend());
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
    host.close();
  }

  @Test
  void what_stands_there_is_kept_in_the_bucket() {
    app.apply(Variables.with()).ok();

    assertThat(host.objects()).containsOnlyKeys("/" + LOCK);
    assertThat(new String(host.objects().get("/" + LOCK), UTF_8)).contains("aws_sqs_queue");
    assertThat(host.isLocked(LOCK)).isFalse();
    app.plan(Variables.with()).ok();
  }

  @Test
  void who_comes_second_waits_for_the_lock() {
    host.lock(LOCK);

    assertThat(app.apply(Variables.with()).flat()).contains("Error acquiring the state lock");
    assertThat(app.standing()).isEmpty();
  }
}
