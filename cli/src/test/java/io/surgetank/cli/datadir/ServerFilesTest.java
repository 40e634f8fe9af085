package io.surgetank.cli.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFilesTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void the_token_is_long_and_kept_over_restarts() {
    var folder = new ServerFiles(temp);

    String first = folder.token(new Random(1));
    String second = folder.token(new Random(2));

    assertThat(first).matches("[0-9a-f]{64}").isEqualTo(second);
    assertThat(folder.token()).hasValue(first);
  }

  @Test
  void only_the_owner_can_read_the_server_file() throws IOException {
    var folder = new ServerFiles(temp);
    folder.token(new Random(1));
    folder.announce(new ServerFiles.RunningServer("http://127.0.0.1:1", 7));

    for (String name : new String[] {"operator.token", "server.json"})
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name))))
          .isEqualTo("rw-------");
  }

  @Test
  void the_server_file_can_be_read_until_it_is_removed() {
    var folder = new ServerFiles(temp);
    var server = new ServerFiles.RunningServer("http://127.0.0.1:8080", 42);

    folder.announce(server);
    assertThat(folder.server()).hasValue(server);

    folder.withdraw();
    assertThat(folder.server()).isEmpty();
  }

  @Test
  void a_damaged_server_file_is_ignored() throws IOException {
    Files.writeString(temp.resolve("server.json"), "{\"url\":");

    assertThat(new ServerFiles(temp).server()).isEmpty();
  }
}
