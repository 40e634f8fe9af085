package io.surgetank.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePermissionsTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "rw-------, false, false, false",
    "rwx--x--x, false, false, false",
    "rw-r-----, true, false, false",
    "rw--w----, true, true, true",
    "rw----r--, true, true, false",
    "rw-----w-, true, true, true"
  })
  void access_of_the_group_and_of_others(
      String permissions, boolean any, boolean ofKey, boolean write) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(FilePermissions.areOpenToGroup(file)).isEqualTo(any);
    assertThat(FilePermissions.areOpenToOthers(file)).isEqualTo(ofKey);
    assertThat(FilePermissions.areWritable(file)).isEqualTo(write);
  }

  @Test
  void a_missing_file_is_open_to_no_one() {
    assertThat(FilePermissions.areOpenToGroup(folder.resolve("none"))).isFalse();
  }
}
