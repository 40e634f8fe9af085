package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredToolTest {
  private static final Pattern TWO = Pattern.compile("some-tool/2\\..*");

  @TempDir private Path folder = Path.of("");

  private Path tool(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("some-tool"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void the_right_version_has_no_fault() throws IOException {
    assertThat(RequiredTool.fault(tool("echo some-tool/2.9 of Linux"), TWO)).isEmpty();
  }

  @Test
  void another_version_is_a_fault_that_names_both() throws IOException {
    assertThat(RequiredTool.fault(tool("echo some-tool/1.45.11"), TWO).orElseThrow())
        .contains("some-tool/1.45.11", TWO.pattern());
  }

  @Test
  void a_program_that_fails_is_a_fault() throws IOException {
    assertThat(RequiredTool.fault(tool("echo some-tool/2.9; exit 99"), TWO).orElseThrow())
        .contains("exit status 99");
  }

  @Test
  void a_program_that_is_missing_is_a_fault() {
    assertThat(RequiredTool.fault(folder.resolve("none"), TWO).orElseThrow())
        .contains("there is no ");
  }
}
