package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `doctor` as a process, on the folder of a server that runs and that was killed.
@Timeout(120)
class DoctorProcessTest {
  private static final String WORK = "work: {handler: task, simulate: {delay: 20s..20s}}";

  @TempDir private Path temp = Path.of("");

  @Test
  void a_running_server_is_not_checked_and_a_killed_one_is_sound_until_it_is_damaged()
      throws Exception {
    Path data = temp.resolve("data");
    try (var server = ServerProcess.start(temp, WORK)) {
      for (int i = 0; i < 9; i++) server.submit("{\"n\": \"marker%d\"}".formatted(i));

      CommandProcess running = CommandProcess.run(":", "doctor", data.toString());

      assertThat(running.exit()).isEqualTo(3);
      assertThat(running.out()).isEmpty();
      assertThat(running.err()).contains("a server is running on " + data, "surgetank verify");
      assertThat(CommandProcess.run(":", "verify", "--data=" + data).exit()).isZero();
      server.kill();
      assertThat(server.exitStatus(10)).isNotZero();
    }
    Map<String, String> before = contents(data);
    CommandProcess sound = CommandProcess.run(":", "doctor", data.toString());
    assertThat(sound.exit()).as(sound.out() + sound.err()).isZero();
    assertThat(sound.out()).contains("9 jobs can be read, 0 cannot.", "the store is sound");
    assertThat(contents(data)).isEqualTo(before);

    damage(data.resolve("surgetank.db"), data.resolve("surgetank.db-wal"));
    before = contents(data);
    Path export = temp.resolve("jobs.ndjson");
    String[] words = {"doctor", data.toString(), "--json", "--export", export.toString()};
    CommandProcess damaged = CommandProcess.run("umask 0", words);
    assertThat(damaged.exit()).as(damaged.out() + damaged.err()).isEqualTo(1);
    var report = Json.read(damaged.out());
    assertThat(report.path("sound").asBoolean(true)).isFalse();
    assertThat(report.path("problems").size()).isPositive();
    assertThat(Files.readAllLines(export)).hasSize(report.path("readableJobs").asInt(-1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
        .isEqualTo("rw-------");
    assertThat(contents(data)).isEqualTo(before);
    assertThat(CommandProcess.run(":", words).exit()).isEqualTo(2);
  }

  /// Changes a payload wherever it is.
  private static void damage(Path... files) throws IOException {
    for (Path file : files) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      Files.writeString(file, content.replace("marker5", "marker6"), StandardCharsets.ISO_8859_1);
    }
  }

  /// Names, contents and times of change.
  private static Map<String, String> contents(Path folder) throws IOException {
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.toList();
    }
    var contents = new TreeMap<String, String>();
    for (Path file : files)
      contents.put(
          file.toString(),
          Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
    return contents;
  }
}
