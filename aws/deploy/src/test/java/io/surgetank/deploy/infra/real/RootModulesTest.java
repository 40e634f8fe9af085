package io.surgetank.deploy.infra.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Our root modules as the real Terraform and the real AWS provider see them.
@Execution(ExecutionMode.CONCURRENT)
class RootModulesTest {
  private static final List<String> REMOVABLE = List.of("removable=true");

  @TempDir private Path temp = Path.of("");

  @Test
  void every_file_is_formatted_as_terraform_formats_it() throws Exception {
    assertThat(
            Terraform.in(temp)
                .run("fmt", "-check", "-recursive", Infra.folder().resolve("terraform").toString())
                .orThrow()
                .output())
        .isEmpty();
  }

  @Test
  void the_place_for_states_is_applied_once_and_removed_only_when_it_is_removable()
      throws Exception {
    try (var moto = Moto.start(temp)) {
      var terraform = Terraform.of("state", temp, moto);
      terraform.apply(List.of()).orThrow();
      terraform.plan(List.of()).orThrow();

      var refused = terraform.destroy(List.of());
      assertThat(refused.status()).isNotZero();
      assertThat(refused.flat()).contains("Nothing was removed");
      terraform.apply(REMOVABLE).orThrow();
      terraform.plan(REMOVABLE).orThrow();
      terraform.destroy(REMOVABLE).orThrow();

      assertThat(terraform.addresses()).isEmpty();
    }
  }
}
