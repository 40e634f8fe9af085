package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `backup` and `restore` as processes beside a server under load.
@Timeout(180)
class BackupProcessTest {
  private static final int SENDERS = 4;
  private static final int BEFORE = 300;
  private static final String WORK = "work: {handler: task, simulate: {delay: 1ms..2ms}}";

  @TempDir private Path temp = Path.of("");
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void a_backup_under_load_has_every_job_acknowledged_before_it_and_is_restored() throws Exception {
    Path backup = temp.resolve("backup");
    List<String> before;
    CommandProcess taken;
    try (var server = ServerProcess.start(temp, WORK);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) senders.execute(() -> submitUntilKilled(server));
      while (acknowledged.size() < BEFORE) Thread.onSpinWait();
      before = List.copyOf(acknowledged);
      taken =
          CommandProcess.run("umask 0", "backup", backup.toString(), "--data=" + data(), "--json");
      server.kill();
    }
    assertThat(taken.exit()).as(taken.err()).isZero();
    assertThat(Json.read(taken.out()).path("readableJobs").asInt(0))
        .isGreaterThanOrEqualTo(before.size());
    assertOwnerOnly(backup);

    Path restored = temp.resolve("second/data");
    CommandProcess put =
        CommandProcess.run("umask 0", "restore", backup.toString(), "--data=" + restored);

    assertThat(put.exit()).as(put.err()).isZero();
    assertThat(put.out()).contains("Restored ", "are missing", "unfinished again", "immediately");
    assertOwnerOnly(restored);
    try (var server = ServerProcess.start(temp.resolve("second"), WORK)) {
      for (String location : before) assertThat(server.get(location).statusCode()).isEqualTo(200);
      assertThat(CommandProcess.run(":", "verify", "--data=" + restored).exit()).isZero();
    }
  }

  @Test
  void a_full_disk_or_an_existing_file_is_reported_and_leaves_nothing_behind() throws Exception {
    try (var server = ServerProcess.start(temp, WORK)) {
      for (int i = 0; i < 20; i++) server.submit("{\"text\": \"" + "x".repeat(20_000) + "\"}");
      Path backup = temp.resolve("backup");
      // A file can have 64 KiB at most: a write beyond fails as on a full disk.
      CommandProcess full =
          CommandProcess.run("ulimit -f 128", "backup", backup.toString(), "--data=" + data());
      assertThat(full.exit()).as(full.out()).isEqualTo(1);
      assertThat(full.err()).contains("no backup was written").doesNotContain("\tat ");
      assertThat(backup).doesNotExist();
      assertThat(temp.resolve("backup.partial")).doesNotExist();

      Files.writeString(backup, "mine");
      CommandProcess existing =
          CommandProcess.run(":", "backup", backup.toString(), "--data=" + data());
      assertThat(existing.exit()).isEqualTo(1);
      assertThat(existing.err()).contains(backup + ": it exists already");
      assertThat(backup).hasContent("mine");

      CommandProcess inUse =
          CommandProcess.run(":", "restore", data().toString(), "--data=" + temp.resolve("other"));
      assertThat(inUse.exit()).isEqualTo(1);
      assertThat(inUse.err()).contains("a server is running on " + data());
      assertThat(temp.resolve("other")).doesNotExist();
      assertThat(CommandProcess.run(":", "verify", "--data=" + data()).exit()).isZero();
    }
  }

  private Path data() {
    return temp.resolve("data");
  }

  private void submitUntilKilled(ServerProcess server) {
    try {
      while (true) acknowledged.add(server.submit("{\"n\": " + acknowledged.size() + "}"));
    } catch (IOException | InterruptedException killed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertOwnerOnly(Path folder) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList())
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
    }
  }
}
