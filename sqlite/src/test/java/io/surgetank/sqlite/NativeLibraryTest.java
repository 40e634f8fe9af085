package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir private Path temp;

  /// Opens a database in memory, in a separate process.
  public static final class Open {
    private Open() {}

    public static void main(String[] args) throws Exception {
      try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
        System.out.print(connection.isValid(1));
      }
    }
  }

  @Test
  void an_extracted_library_is_used_and_nothing_is_written_to_the_temporary_folder()
      throws Exception {
    Path folder = temp.resolve("native");
    NativeLibrary.extract(folder);
    Path empty = Files.createDirectory(temp.resolve("tmp"));

    assertThat(open(folder, empty)).isEqualTo("true");
    assertThat(empty).isEmptyDirectory();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void it_can_be_extracted_again() throws Exception {
    NativeLibrary.extract(temp);
    NativeLibrary.extract(temp);
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
  }

  private static String open(Path library, Path temporary) throws Exception {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-D" + NativeLibrary.FOLDER + "=" + library,
                    "-Djava.io.tmpdir=" + temporary,
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path", ""),
                    Open.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }
}
