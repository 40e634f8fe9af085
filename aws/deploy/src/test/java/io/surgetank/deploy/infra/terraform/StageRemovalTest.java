package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.deploy.deployment.RemainingResource;
import io.surgetank.deploy.deployment.Terraform;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `surgetank deploy --with terraform` plans a stage and removes it, from whatever an earlier apply
/// left. Queues are left out: the provider waits for a minute after them.
@Execution(ExecutionMode.CONCURRENT)
class StageRemovalTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");
  private static final String STAGE = "surgetank-dev";

  @TempDir private Path home = Path.of("");

  /// Terraform's own commands, run in the copy.
  private static final class Copy implements CommandRunner {
    private final TerraformProcess terraform;
    private String output = "";

    Copy(TerraformProcess terraform) {
      this.terraform = terraform;
    }

    @Override
    public Optional<Path> find(List<String> names) {
      return Optional.of(terraform.program());
    }

    @Override
    public CommandRunner withOutputOnStandardError() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) throws InterruptedException {
      assertThat(folder).isEqualTo(terraform.folder());
      try {
        var result = terraform.run(words.subList(1, words.size()).toArray(String[]::new));
        output = result.flat();
        return result.status();
      } catch (IOException unstarted) {
        throw new UncheckedIOException(unstarted);
      }
    }
  }

  @Test
  void an_apply_that_broke_off_is_ended_by_the_next_and_a_protected_stage_is_removed()
      throws Exception {
    try (var moto = Moto.start(home, Moto.WITH_QUICK_DELETIONS);
        var provider =
            ProviderServer.start(TerraformProcess.folder("app", home), moto.environment())) {
      var account = new MotoAccount(moto);
      account.prepareForStates();
      moto.putParameter("/surgetank/dev/operator-token", SETTINGS.place().region());
      var terraform =
          TerraformProcess.copied("app", home, provider.environment(), TerraformProcess.Backend.S3);
      Files.writeString(terraform.folder().resolve("backend.hcl"), account.backend());
      Path zip = Files.writeString(home.resolve("surgetank.zip"), "not a zip");
      StackFile.write(StackConfigurations.orders("timeout: 30s", ""), SETTINGS, zip);
      var commands = new Copy(terraform);
      var deploy = new Terraform(commands, home, new Terraform.Site("dev", "eu-central-1"));

      assertThat(deploy.errors()).isEmpty();
      assertThat(deploy.plan(zip)).as(commands.output).isZero();
      assertThat(commands.output).contains(" to add, 0 to change, 0 to destroy");
      assertThat(terraform.addresses()).isEmpty();

      account.logGroup("CreateLogGroup", "/aws/lambda/surgetank-dev-worker");
      var brokenOff = apply(terraform, zip);
      assertThat(brokenOff.status()).isEqualTo(1);
      assertThat(brokenOff.flat()).contains("ResourceAlreadyExistsException");
      List<String> begun = terraform.addresses();
      assertThat(begun).contains("aws_dynamodb_table.jobs");

      account.logGroup("DeleteLogGroup", "/aws/lambda/surgetank-dev-worker");
      apply(terraform, zip).orThrow();
      assertThat(terraform.addresses()).containsAll(begun).hasSizeGreaterThan(begun.size());

      var refused = terraform.destroy(variables(zip));
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.flat()).contains("DeletionProtectionEnabled");
      assertThat(account.leftovers(STAGE)).containsExactly(STAGE);

      try (var aws = account.open()) {
        var remover = deploy.removal(aws, zip.resolveSibling("stack.json"));
        assertThat(remover.remove(STAGE)).as(commands.output).isEmpty();
        assertThat(remover.remaining(STAGE))
            .extracting(RemainingResource::name)
            .containsExactly("/surgetank/dev/operator-token");
      }
      assertThat(account.leftovers(STAGE)).isEmpty();
      assertThat(terraform.addresses()).isEmpty();
    }
  }

  private static TerraformProcess.Result apply(TerraformProcess terraform, Path zip)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("apply", "-auto-approve"));
    for (String target :
        List.of(
            "aws_dynamodb_table.jobs", "aws_cloudwatch_log_group.function", "aws_sns_topic.alarms"))
      words.add("-target=" + target);
    variables(zip).forEach(variable -> words.add("-var=" + variable));
    return terraform.run(words.toArray(String[]::new));
  }

  private static List<String> variables(Path zip) {
    return List.of(
        "stage=dev",
        "operator_token_parameter=/surgetank/dev/operator-token",
        "zip=" + zip,
        "stack=" + zip.resolveSibling("stack.json"));
  }
}
