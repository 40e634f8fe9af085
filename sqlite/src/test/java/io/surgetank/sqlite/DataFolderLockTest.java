package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes with one folder, and what is in it.
class DataFolderLockTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();

  @Test
  void a_second_process_is_refused_even_if_the_lock_file_was_removed() throws Exception {
    Process first = victim();
    try (BufferedReader output = first.inputReader()) {
      assertThat(output.readLine()).isNotNull();
      Files.delete(folder.resolve("surgetank.lock"));

      Process second = victim();
      try (BufferedReader errors = second.errorReader()) {
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).as("the second one ends").isTrue();
        assertThat(errors.lines().toList().toString()).contains("another process is using it");
      } finally {
        var _ = second.destroyForcibly().waitFor();
      }
      assertThat(second.exitValue()).isNotZero();
      assertThat(first.isAlive()).isTrue();
      assertThat(output.readLine()).isNotNull();
    } finally {
      var _ = first.destroyForcibly().waitFor();
    }
  }

  @Test
  void in_a_folder_readable_by_all_only_the_owner_can_read_the_data() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      engine.engine.runOnce();
      assertAllPrivate(8);
    }
    try (var files = Files.list(folder)) {
      for (Path each : files.toList())
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
    }

    try (var _ = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      assertAllPrivate(8);
    }
  }

  @Test
  void a_refused_first_start_leaves_nothing_behind() throws Exception {
    Path fresh = folder.resolve("a/b");
    var full =
        new EngineDependencies(
            clock,
            clock::nanoTime,
            _ -> {},
            () -> {
              throw new IllegalStateException("stops the start");
            },
            1,
            1);

    assertThatThrownBy(() -> SqliteEngine.open(fresh, SamplePipelines.PIPELINES, full))
        .isInstanceOf(IllegalStateException.class);

    assertThat(folder).isEmptyDirectory();
  }

  private void assertAllPrivate(int count) throws Exception {
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(count)
          .allSatisfy(each ->
              assertThat(Files.getPosixFilePermissions(each))
                  .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private Process victim() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KillTarget.class.getName(),
            folder.toString())
        .start();
  }
}
