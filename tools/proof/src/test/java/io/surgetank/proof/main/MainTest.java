package io.surgetank.proof.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @Test
  void an_unknown_campaign_or_option_is_wrong_usage() {
    assertThat(Main.run("no-such-campaign")).isEqualTo(2);
    assertThat(Main.run("kill", "--no-such-option")).isEqualTo(2);
    assertThat(Main.run()).isEqualTo(2);
  }

  @Test
  void help_is_no_error() {
    assertThat(Main.run("--help")).isZero();
    assertThat(Main.run("kill", "--help")).isZero();
    assertThat(Main.run("page", "--help")).isZero();
  }

  @Test
  void the_committed_page_is_generated_from_the_committed_results(@TempDir Path folder) {
    Path page = folder.resolve("page.md");

    assertThat(Main.run("page", "--results", "results", "--page", page.toString())).isZero();

    assertThat(page).hasSameTextualContentAs(Path.of("../../docs/reliability.md"));
  }
}
