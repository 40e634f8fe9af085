package io.surgetank.proof.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run mutations`: one class and one test.
class MutationCampaignTest {
  private static final PitProcess PIT = new PitProcess(Path.of("target/pit"), 1);
  private static final String LIMIT =
      """
      package example;

      class Limit {
        private final int most;

        Limit(int most) {
          this.most = most;
        }

        boolean isExceededBy(int count) {
          return count > most;
        }

        int rest(int count) {
          return most - count;
        }
      }
      """;
  private static final String LIMIT_TEST =
      """
      package example;

      import static org.junit.jupiter.api.Assertions.*;
      import org.junit.jupiter.api.Test;

      class LimitTest {
        @Test
        void more_exceeds_it() {
          assertTrue(new Limit(7).isExceededBy(8));
          assertFalse(new Limit(7).isExceededBy(6));
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void survivors_and_a_low_score_are_found_and_explained_survivors_are_accepted() throws Exception {
    var explanation =
        new ExplainedSurvivor("example.Limit", "most - count", "", "For the log only.");

    CampaignOutcome outcome = run(explanation);

    assertThat(outcome.counts())
        .isEqualTo(
            Map.of(
                "example: mutants", 5L,
                "example: killed", 2L,
                "example: survived", 1L,
                "example: in code that no test executes", 2L,
                "example: killed, in percent", 40L));
    assertThat(outcome.findings())
        .extracting(CampaignFinding::violation)
        .containsExactly(
            "example.Limit.isExceededBy, line 11, changed conditional boundary survived:"
                + " `return count > most;`",
            "example: 40 % of the mutants were killed, less than 85 %");
    assertThat(outcome.findings())
        .extracting(CampaignFinding::command)
        .containsOnly("tools/proof/run mutations --parts example");
    assertThat(outcome.accepted()).containsExactly("2 of `Limit`: For the log only.");
  }

  private CampaignOutcome run(ExplainedSurvivor explanation) throws Exception {
    var part =
        new MutatedPart(
            "example",
            ".",
            List.of("example.*"),
            List.of("example.*"),
            List.of(),
            List.of(explanation));
    Path data = Files.createDirectory(folder.resolve("data"));
    return new MutationCampaign(
            new MutationSettings(85, List.of(part)), PIT, this::compile, Optional.empty())
        .run(data, new CampaignProgress("mutations", System.out, System::nanoTime));
  }

  private ModuleClasses compile(String module) throws IOException {
    Path sources = folder.resolve("sources");
    Path main = Files.createDirectory(folder.resolve("main"));
    Path tests = Files.createDirectory(folder.resolve("tests"));
    compile(write(sources, "Limit.java", LIMIT), main);
    compile(write(folder.resolve("test-sources"), "LimitTest.java", LIMIT_TEST), tests);
    return new ModuleClasses(folder, sources, main, tests);
  }

  private static Path write(Path sources, String name, String text) throws IOException {
    Path file = sources.resolve("example").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void compile(Path source, Path output) {
    String path = folder.resolve("main") + ":" + System.getProperty("java.class.path");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", output.toString(), "-cp", path, source.toString());
    assertThat(exitCode).isZero();
  }
}
