package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that are run of Terraform and of the Serverless Framework.
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
    public CommandRunner withOutputOnStandardError() {
      return this;
    }

    @Override
    public int run(Path folder, List<String> words) {
      ran.add(home.relativize(folder) + "> " + String.join(" ", words));
      return words.contains(failing) ? 7 : 0;
    }
  }

  private Terraform terraform() {
    return new Terraform(new RecordedCommand(), home, new Terraform.Site("dev", "eu-central-1"));
  }

  private ServerlessFramework serverless() {
    return new ServerlessFramework(
        new RecordedCommand(), home, new ServerlessFramework.Site("dev", "eu-central-1"));
  }

  @Test
  void terraform_is_initialised_for_the_stage_and_given_zip_and_stack() throws Exception {
    assertThat(terraform().plan(Path.of("/my.zip"))).isZero();

    assertThat(ran)
        .containsExactly(
            "aws/terraform/app> tofu init -input=false -reconfigure"
                + " -backend-config=backend.hcl -backend-config=key=surgetank/dev.tfstate",
            "aws/terraform/app> tofu plan -input=false -var=stage=dev -var=region=eu-central-1 "
                + TOKEN
                + " -var=zip=/my.zip -var=stack=/stack.json");
  }

  @Test
  void terraform_asks_before_an_apply_unless_it_is_approved() throws Exception {
    terraform().apply(Path.of("/my.zip"), Confirmation.NONE);
    assertThat(ran.getLast()).doesNotContain("-auto-approve", "-input=false");

    terraform().apply(Path.of("/my.zip"), Confirmation.YES);
    assertThat(ran.getLast()).contains("apply -input=false -auto-approve");
  }

  @Test
  void where_terraform_cannot_begin_it_goes_no_further() throws Exception {
    failing = "init";

    assertThat(terraform().plan(Path.of("/my.zip"))).isEqualTo(7);
    assertThat(ran).hasSize(1);
  }

  @Test
  void a_missing_file_or_program_is_reported_with_a_hint() throws Exception {
    there.clear();
    assertThat(terraform().errors())
        .hasSize(2)
        .anyMatch(fault -> fault.contains("--with cloudformation"))
        .anyMatch(fault -> fault.contains("terraform output -raw backend_config"));
    assertThat(serverless().errors()).singleElement().asString().contains("npm ci");

    there.addAll(List.of("terraform", "osls"));
    Files.createDirectories(home.resolve("aws/terraform/app"));
    Files.createFile(home.resolve("aws/terraform/app/backend.hcl"));
    assertThat(terraform().errors()).isEmpty();
    assertThat(serverless().errors()).isEmpty();
  }

  @Test
  void the_framework_works_in_a_folder_of_the_stage_s_own() throws Exception {
    serverless().deploy();

    assertThat(ran)
        .containsExactly(
            "target/deploy/serverless-dev> osls deploy --stage dev --region eu-central-1");
  }
}
