package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void the_tables_of_inputs_and_outputs_are_those_of_the_files() throws Exception {
    assertThat(said("tables.mjs", "--check")).isEmpty();
  }

  private static String said(String script, String word) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder(
                RequiredTool.NODE.path().toString(),
                Tree.standin().resolve(script).toString(),
                word)
            .redirectErrorStream(true)
            .start();
    node.getOutputStream().close();
    String text = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return node.waitFor() == 0 ? "" : text + "failed";
  }
}
