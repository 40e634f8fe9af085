package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.deploy.deployment.Confirmation;
import io.surgetank.deploy.deployment.Leftover;
import io.surgetank.deploy.deployment.Terraform;
import io.surgetank.deploy.infra.account.Account;
import io.surgetank.deploy.infra.account.Asked;
import io.surgetank.deploy.sdk.SdkAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real OpenTofu, run as `surgetank deploy --with terraform` runs it.
class DeployCommandTest {
  private final Account standIn = new Account();

  /// Where the state lies.
  private final Account other = new Account();

  @TempDir Path home;
  private Tofu app;
  private String told = "";

  private final class Sent implements CommandRunner {
    @Override
    public Optional<Path> find(List<String> names) {
      return Optional.of(Tree.tofu());
    }

    @Override
    public CommandRunner aside() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) {
      assertThat(folder).isEqualTo(app.folder());
      var said = app.run(words.subList(1, words.size()).toArray(String[]::new));
      told = said.text();
      return said.status();
    }
  }

  @BeforeEach
  void prepare() throws Exception {
    other.buckets().make(RemoteStateTest.BUCKET);
    other.handle("dynamodb", new Locks());
    var state = Tofu.in(home.resolve("place"), "state", Tofu.NEW);
    state.apply().ok();
    app = Tofu.copied(home.resolve("aws/terraform"), "app", Tofu.NEW);
    Files.delete(app.folder().resolve("backend_override.tf"));
    app.write(
        "backend.hcl",
        state.run("output", "-raw", "backend_config").ok().text()
            + RemoteStateTest.elsewhere(other));
  }

  @AfterEach
  void end() {
    other.close();
    standIn.close();
  }

  @Test
  void a_stage_is_planned_put_there_and_taken_away() throws Exception {
    var terraform = new Terraform(new Sent(), home, new Terraform.Site("dev", "eu-central-1"));
    Path zip = app.folder().resolve("surgetank.zip");

    assertThat(terraform.faults()).isEmpty();
    assertThat(terraform.plan(zip)).as(told).isZero();
    assertThat(app.standing()).isEmpty();
    assertThat(terraform.apply(zip, Confirmation.YES)).as(told).isZero();
    assertThat(app.standing()).hasSizeGreaterThan(20);

    standIn.holds("AWS::DynamoDB::Table", "surgetank-dev");
    standIn.watch(this::unprotected);
    try (var awsAccount = account()) {
      var stageRemover = terraform.removal(awsAccount, app.folder().resolve("stack.json"));
      assertThat(stageRemover.remove("surgetank-dev")).as(told).isEmpty();
      assertThat(stageRemover.leaves("surgetank-dev"))
          .extracting(Leftover::name)
          .containsExactly("/surgetank/dev/operator-token");
    }
    assertThat(app.standing()).isEmpty();
  }

  /// What takes the protection off, in this account, is seen by the provider, in its own.
  private void unprotected(Asked asked) {
    if (!asked.toString().equals("dynamodb:UpdateTable")) return;
    try (var things = Files.list(home.resolve("aws/terraform/cloud"))) {
      for (Path thing : things.toList()) {
        String text = Files.readString(thing);
        if (text.contains("\"deletion_protection_enabled\""))
          Files.writeString(
              thing, text.replaceFirst("(\"deletion_protection_enabled\": *)true", "$1false"));
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  private io.surgetank.deploy.deployment.AwsAccount account() {
    return new SdkAccounts()
        .open(
            new AwsAccounts.Where(
                Account.REGION,
                Optional.of(URI.create(standIn.endpoint())),
                Optional.empty(),
                Optional.empty()));
  }
}
