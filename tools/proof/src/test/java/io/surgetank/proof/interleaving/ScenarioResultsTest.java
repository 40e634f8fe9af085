package io.surgetank.proof.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioResultsTest {
  @TempDir private Path folder;

  @Test
  void executions_are_counted_and_violations_have_their_seed_and_causes() throws Exception {
    Path file = folder.resolve("results");
    try (var results = new ScenarioResults(file)) {
      results.begun("close");
      results.begun("close");
      results.violated("close", 43, new AssertionError("a\nline\tbreak", new Exception("why")));
      results.begun("lease");
    }

    ScenarioResults.Executions read = ScenarioResults.read(file);

    assertThat(read.executions()).containsEntry("close", 2L).containsEntry("lease", 1L);
    assertThat(read.violations())
        .containsExactly(
            new ScenarioResults.FailedExecution(
                "close",
                43,
                "java.lang.AssertionError: a line break; cause: java.lang.Exception: why"));
  }

  @Test
  void a_process_that_has_not_begun_has_no_executions() throws Exception {
    assertThat(ScenarioResults.read(folder.resolve("none")).total()).isZero();
  }
}
