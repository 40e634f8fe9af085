package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes with one folder.
class DataDirLockTest {
  @TempDir private Path folder;

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
