package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void a_missing_file_is_reported_with_the_command_that_builds_it() throws IOException {
    for (String file :
        new String[] {
          "aws/functions/target/surgetank-aws.zip",
          "aws/emulator/target/surgetank-emulator.jar",
          "aws/local/target/runtime/runtime.jar",
          "aws/emulator/target/lib/sqs.jar"
        }) {
      Path path = temp.resolve(file);
      assertThatThrownBy(() -> Artifacts.builtIn(temp, Path.of("java")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(
              "is missing; build local AWS with"
                  + " ./mvnw -pl cli,aws/functions,aws/emulator -am package -DskipTests")
          .message()
          .contains(path.getParent().toString());
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }

    assertThat(Artifacts.builtIn(temp, Path.of("java")).zip()).exists();
  }
}
