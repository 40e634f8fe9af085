package io.surgetank.proof.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  @TempDir private Path folder;

  @Test
  void the_calls_of_a_process_are_recorded_in_their_order_and_chosen_ones_fail() throws Exception {
    assumeTrue(
        Recorder.compiler().isPresent(), "there is no C compiler, or the system is not Linux");
    Path root = Files.createDirectory(folder.resolve("root"));
    Path notes = folder.resolve("notes");
    Path log = folder.resolve("log");
    String script =
        """
        printf before > notes
        printf one > root/a
        printf '!fail write 1 28 once *' > notes
        printf two >> root/a
        printf '!fail write 1 0 short b' > notes
        printf five >> root/a
        mv root/a root/b
        printf four >> root/b
        rm root/b
        """
            .replace("root", root.toString())
            .replace("notes", notes.toString());
    var builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder
        .environment()
        .putAll(
            Recorder.build(Recorder.compiler().orElseThrow(), folder)
                .environment(root, log, notes));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    assertThat(builder.start().waitFor()).isZero();

    List<DiskEvent> events = Recorder.read(log).stream().filter(RecorderTest::isChange).toList();

    assertThat(events)
        .extracting(RecorderTest::text)
        .startsWith("before", "created", "one at 0", "error 28")
        .containsSubsequence("error 28", "five at 3", "fo at 7", "ur at 9", "removed b");
  }

  private static boolean isChange(DiskEvent event) {
    return switch (event) {
      case DiskEvent.Written _,
          DiskEvent.Noted _,
          DiskEvent.Failed _,
          DiskEvent.Renamed _,
          DiskEvent.Removed _ ->
          true;
      case DiskEvent.Opened(_, _, boolean isNew, _) -> isNew;
      default -> false;
    };
  }

  private static String text(DiskEvent event) {
    return switch (event) {
      case DiskEvent.Written(_, long at, byte[] data) -> new String(data, UTF_8) + " at " + at;
      case DiskEvent.Noted(String text) -> text;
      case DiskEvent.Failed(int error) -> "error " + error;
      case DiskEvent.Opened _ -> "created";
      case DiskEvent.Removed(String path) -> "removed " + path.substring(path.lastIndexOf('/') + 1);
      default -> event.toString();
    };
  }
}
