package io.surgetank.proof.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path parent;

  @Test
  void clearing_keeps_the_folder_and_removing_does_not() throws Exception {
    Path folder = parent.resolve("folder");
    Path _ = Files.createDirectories(folder.resolve("child"));
    Path _ = Files.writeString(folder.resolve("child/file"), "content");

    Folders.clear(folder);

    assertThat(folder).isEmptyDirectory();

    Folders.remove(folder);

    assertThat(folder).doesNotExist();
  }

  @Test
  void an_interrupted_process_ends_its_children_and_removes_its_folder() throws Exception {
    Path folder = parent.resolve("folder");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedRun.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      long child = Long.parseLong(output.readLine());

      boolean _ = process.toHandle().destroy();

      int _ = process.waitFor();
      assertThat(ProcessHandle.of(child)).isEmpty();
      assertThat(folder).doesNotExist();
    }
  }
}
