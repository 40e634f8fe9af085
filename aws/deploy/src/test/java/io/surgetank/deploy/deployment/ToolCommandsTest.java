package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other people's tools are told to do.
class ToolCommandsTest {
  private static final String TOKEN = "-var=operator_token_parameter=/surgetank/dev/operator-token";

  @TempDir private Path home = Path.of("");
  private final List<String> ran = new ArrayList<>();
  private final List<String> there = new ArrayList<>(List.of("tofu", "osls"));
  private String failing = "nothing";

  /// Runs nothing; notes what it was to run.
  private final class RecordedCommand implements CommandRunner {
    @Override
    public Optional<Path> find(List<String> names) {
      return names.stream().filter(there::contains).map(Path::of).findFirst();
    }

    @Override
    public CommandRunner aside() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) {
      ran.add(home.relativize(folder) + "> " + String.join(" ", words));
      return words.contains(failing) ? 7 : 0;
    }
  }

  private Terraform terraform(Optional<Path> descriptor) {
    var site = new Terraform.Site("dev", "eu-central-1", descriptor);
    return new Terraform(new RecordedCommand(), home, site);
  }

  private ServerlessFramework serverless() {
    return new ServerlessFramework(
        new RecordedCommand(), home, new ServerlessFramework.Site("dev", "eu-central-1"));
  }

  @Test
  void terraform_is_initialised_for_the_stage_and_given_descriptor_and_zip() throws Exception {
    assertThat(terraform(Optional.of(Path.of("/my.yaml"))).plan(Path.of("/my.zip"))).isZero();

    assertThat(ran)
        .containsExactly(
            "infra/terraform/app> tofu init -input=false -reconfigure"
                + " -backend-config=backend.hcl -backend-config=key=surgetank/dev.tfstate",
            "infra/terraform/app> tofu plan -input=false -var=stage=dev -var=region=eu-central-1 "
                + TOKEN
                + " -var=descriptor=/my.yaml -var=descriptor_in_zip=descriptor/surgetank.yaml"
                + " -var=zip=/my.zip");
  }

  @Test
  void terraform_asks_itself_before_an_apply_unless_told_not_to() throws Exception {
    terraform(Optional.empty()).apply(Path.of("/my.zip"), Confirmation.NONE);
    assertThat(ran.getLast()).doesNotContain("-auto-approve", "-input=false");

    terraform(Optional.empty()).apply(Path.of("/my.zip"), Confirmation.YES);
    assertThat(ran.getLast()).contains("apply -input=false -auto-approve");
  }

  @Test
  void where_terraform_cannot_begin_it_goes_no_further() throws Exception {
    failing = "init";

    assertThat(terraform(Optional.empty()).plan(Path.of("/my.zip"))).isEqualTo(7);
    assertThat(ran).hasSize(1);
  }

  @Test
  void what_is_missing_is_told_with_its_cure() throws Exception {
    there.clear();
    assertThat(terraform(Optional.empty()).faults())
        .hasSize(2)
        .anyMatch(fault -> fault.contains("--with cloudformation"))
        .anyMatch(fault -> fault.contains("terraform output -raw backend_config"));
    assertThat(serverless().faults()).singleElement().asString().contains("npm ci");

    there.addAll(List.of("terraform", "osls"));
    Files.createDirectories(home.resolve("infra/terraform/app"));
    Files.createFile(home.resolve("infra/terraform/app/backend.hcl"));
    assertThat(terraform(Optional.empty()).faults()).isEmpty();
    assertThat(serverless().faults()).isEmpty();
  }

  @Test
  void the_framework_works_in_a_folder_of_the_stage_s_own() throws Exception {
    serverless().deploy();

    assertThat(ran)
        .containsExactly(
            "target/deploy/serverless-dev> osls deploy --stage dev --region eu-central-1");
  }
}
