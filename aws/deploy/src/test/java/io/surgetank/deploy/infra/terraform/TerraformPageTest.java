package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.graph.DeployedStage;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.infra.shell.DocsPage;
import io.surgetank.deploy.infra.shell.Shell;
import io.surgetank.deploy.infra.shell.ShellSession;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The section "Terraform" of docs/aws/deploying.md, pasted into a shell: from the remote state to
/// its removal. The two root modules are tested beside each other, each in its own account, as the
/// provider mostly waits. No request is sent to the API: that what is deployed runs, the other two
/// ways to deploy the same graph show.
@Execution(ExecutionMode.CONCURRENT)
class TerraformPageTest {
  private static final int CHANGES = 2;

  private static final Pipelines PIPELINES = StackConfigurations.read(Infra.IN_ORDER);
  private static final StackSettings SETTINGS =
      StackSettings.of("dev", "eu-central-1")
          .withConfiguration("configuration/surgetank.yaml")
          .at(new StackSettings.Place("eu-central-1", Moto.ACCOUNT));

  @TempDir private Path temp = Path.of("");
  private List<String> blocks = List.of();

  private Optional<Moto> started = Optional.empty();
  private Optional<ProviderServer> provider = Optional.empty();

  @BeforeEach
  void prepare() throws Exception {
    Shell.requireTools();
    blocks = DocsPage.read(Infra.root().resolve("docs/aws/deploying.md")).blocks("Terraform");
    assertThat(blocks).hasSize(3);
    started = Optional.of(Moto.start(temp, Moto.WITH_QUICK_DELETIONS));
  }

  @AfterEach
  void stop() {
    // Nothing is started where a tool is missing.
    provider.ifPresent(ProviderServer::close);
    started.ifPresent(Moto::close);
  }

  private Moto moto() {
    return started.orElseThrow();
  }

  private TerraformProcess copied(String root, TerraformProcess.Backend backend) throws Exception {
    var running = ProviderServer.start(TerraformProcess.folder(root, temp), moto().environment());
    provider = Optional.of(running);
    return TerraformProcess.copied(root, temp, running.environment(), backend);
  }

  /// A shell in the root module, with a `terraform` that does not ask.
  private ShellSession session(TerraformProcess terraform) throws Exception {
    var work = Shell.in(terraform.folder(), temp.resolve("bin"), terraform.environment());
    work.with("TF_CLI_ARGS_apply", "-auto-approve " + work.value("TF_CLI_ARGS_apply"));
    work.with("TF_CLI_ARGS_destroy", "-auto-approve " + work.value("TF_CLI_ARGS_destroy"));
    // `init` installs the provider, as on a user's machine.
    work.tool(
        "terraform",
        "[ \"$1\" = init ] && unset %s\nexec '%s' \"$@\""
            .formatted(ProviderServer.VARIABLE, terraform.program()));
    return work.session();
  }

  @Test
  void the_place_for_states_is_made_and_removed_only_when_it_is_removable() throws Exception {
    var terraform = copied("state", TerraformProcess.Backend.LOCAL);
    Files.createDirectories(temp.resolve("aws/terraform/app"));
    String bucket = "surgetank-state-" + Moto.ACCOUNT + "-eu-central-1";
    try (var session = session(terraform)) {
      session.run("cd ../../..");

      session.run(blocks.get(0));

      assertThat(Files.readString(temp.resolve("aws/terraform/app/backend.hcl")))
          .isEqualTo(MotoAccount.backend(bucket, "surgetank-state-lock"));
      assertThat(session.run("terraform output -raw remote_s3_name").strip()).isEqualTo(bucket);
      assertThat(session.run("terraform output -raw remote_dynamodb_name").strip())
          .isEqualTo("surgetank-state-lock");
      terraform.plan(List.of()).orThrow();
      List<String> made = terraform.addresses();

      var refused = terraform.destroy(List.of());
      assertThat(refused.status()).isNotZero();
      assertThat(refused.flat())
          .contains("Nothing was deleted. First apply with -var removable=true")
          .doesNotContain("Destruction complete");
      // Asked for with the destruction itself, it was not applied before.
      assertThat(terraform.destroy(List.of("removable=true")).status()).isNotZero();
      assertThat(terraform.addresses()).isEqualTo(made);

      session.run(blocks.get(2).replaceFirst("(?s).*\\ncd \\.\\./state\\n", ""));
      assertThat(terraform.addresses()).isEmpty();
    }
  }

  @Test
  void a_stage_is_made_and_removed_as_it_is_written() throws Exception {
    var account = new MotoAccount(moto());
    account.prepareForStates();
    var terraform = copied("app", TerraformProcess.Backend.S3);
    Files.writeString(terraform.folder().resolve("backend.hcl"), account.backend());
    zip("a zip");
    List<String> variables =
        List.of("stage=dev", "operator_token_parameter=/surgetank/dev/operator-token");
    try (var session = session(terraform)) {
      session.run(blocks.get(1).replaceFirst("(?s)\\ncurl .*", "\n"));

      assertThat(session.run("terraform output -raw api_endpoint").strip())
          .matches("https://\\w+\\.execute-api\\.eu-central-1\\.amazonaws\\.com");
      assertThat(account.states()).containsExactly("surgetank/dev.tfstate");
      assertThat(DeployedStage.byTerraform(terraform.show(), "eu-central-1"))
          .isEqualTo(DeployedStage.byCloudFormation(PIPELINES, SETTINGS, Map.of()));
      terraform.plan(variables).orThrow();
      account.locked(() -> {
        var second = terraform.plan(variables);
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.flat()).contains("Error acquiring the state lock");
      });

      zip("another zip");
      var changed = terraform.plan(variables);
      assertThat(changed.status()).isEqualTo(CHANGES);
      assertThat(changed.output().lines().filter(line -> line.contains(" will be ")))
          .hasSize(8) // Four functions, four aliases.
          .allMatch(
              line -> line.contains("aws_lambda_function") || line.contains("aws_lambda_alias"));

      session.run(blocks.get(2).replaceFirst("(?s)\\ncd \\.\\./state\\n.*", "\n"));
      assertThat(terraform.addresses()).isEmpty();
      assertThat(account.leftovers("surgetank-dev")).isEmpty();
    }
  }

  /// Where `surgetank package` leaves it.
  private void zip(String contents) throws Exception {
    StackFile.write(
        PIPELINES, SETTINGS, Files.writeString(temp.resolve("surgetank-aws.zip"), contents));
  }
}
