package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a running store that are removed, replaced or changed.
class FileIdentityCheckTest {
  @TempDir private Path temp;
  private Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @BeforeEach
  void aFolder() {
    folder = temp.resolve("data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"surgetank.db", "surgetank.db-wal", "surgetank.log.0"})
  void nothing_is_acknowledged_after_a_file_was_removed(String name) throws Exception {
    try (var engine = open()) {
      put(engine);
      Files.delete(folder.resolve(name));

      assertRefused(engine, name + " was removed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"surgetank.db", "surgetank.db-wal", "surgetank.log.0"})
  void nothing_is_acknowledged_after_a_file_was_replaced(String name) throws Exception {
    try (var engine = open()) {
      put(engine);
      Path copy = Files.copy(folder.resolve(name), folder.resolve("copy"));
      Files.move(copy, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);

      assertRefused(engine, name + " was replaced");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"surgetank.db", "surgetank.db-wal", "surgetank.log.1"})
  void nothing_is_acknowledged_after_a_file_was_truncated(String name) throws Exception {
    try (var engine = open()) {
      put(engine);
      assertThat(engine.ledger().verify().passes()).isTrue();
      put(engine);
      // By another process: this one must not open the database besides SQLite.
      run("truncate", "-s", "0", folder.resolve(name).toString());

      assertRefused(engine, name + " became shorter");
    }
  }

  @Test
  void a_folder_that_was_moved_away_stops_an_idle_store_at_its_next_turn() throws Exception {
    try (var engine = open()) {
      put(engine);
      Files.move(folder, temp.resolve("elsewhere"));

      assertThatThrownBy(engine.engine::runOnce).isInstanceOf(UncheckedIOException.class);
      assertThat(engine.engine.isWritable()).isFalse();
    }
  }

  @Test
  void a_checkpoint_of_another_process_that_shortens_the_log_does_no_harm() throws Exception {
    try (var engine = open()) {
      for (int i = 0; i < 20; i++) put(engine);
      assertThat(engine.ledger().verify().records()).isEqualTo(20);
      assertThat(engine.engine.parts().files().logBytes()).isPositive();
      try (var connection =
              java.sql.DriverManager.getConnection(
                  "jdbc:sqlite:" + folder.resolve("surgetank.db"));
          var statement = connection.createStatement()) {
        // Busy while the engine's own checkpoint runs.
        while (true)
          try (var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.getInt(1) == 0) break;
          }
      }
      assertThat(folder.resolve("surgetank.db-wal")).isEmptyFile();

      put(engine);
      assertThat(engine.ledger().verify().records()).isEqualTo(21);
    }
  }

  @Test
  void the_logs_of_a_killed_process_are_copied_into_the_database_before_a_job_is_accepted()
      throws Exception {
    Path killed = Files.createDirectory(temp.resolve("killed"));
    var ids = new java.util.ArrayList<Job>();
    try (var engine = open()) {
      for (int i = 0; i < 20; i++) ids.add(put(engine));
      for (String name : List.of("surgetank.db", "surgetank.db-wal", "surgetank.log.0"))
        copy(folder.resolve(name), killed.resolve(name));
    }
    assertThat(Files.size(killed.resolve("surgetank.log.0"))).isPositive();

    Path alone = Files.createDirectory(temp.resolve("alone"));
    folder = killed;
    try (var engine = open()) {
      assertThat(folder.resolve("surgetank.db-wal")).isEmptyFile();
      copy(folder.resolve("surgetank.db"), alone.resolve("surgetank.db"));
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
    folder = alone;
    try (var engine = open()) {
      for (Job job : ids) assertThat(engine.jobs().find(job.id())).isPresent();
    }
  }

  @Test
  void a_restored_backup_that_all_users_may_read_is_made_private() throws Exception {
    open().close();
    for (String name : List.of("surgetank.db", "surgetank.lock"))
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));

    try (var engine = open()) {
      put(engine);
      for (String name :
          List.of("surgetank.db", "surgetank.db-wal", "surgetank.db-shm", "surgetank.lock"))
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void a_rewritten_file_has_the_same_content() throws Exception {
    byte[] content = new byte[2_500_000];
    new Random(7).nextBytes(content);
    Path file = Files.write(temp.resolve("file"), content);

    FileSync.rewrite(file);
    FileSync.rewrite(temp.resolve("absent"));

    assertThat(file).hasBinaryContent(content);
    assertThat(temp.resolve("absent")).doesNotExist();
  }

  private void assertRefused(OpenEngine engine, String why) {
    for (int i = 0; i < 3; i++)
      assertThatThrownBy(() -> put(engine))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(why);
    assertThat(engine.engine.isWritable()).isFalse();
    assertThat(engine.events()).filteredOn(Event.StoreFailed.class::isInstance).hasSize(1);
  }

  /// By another process: closing a file descriptor of the database here would release SQLite's
  /// locks.
  private static void copy(Path from, Path to) throws Exception {
    run("cp", from.toString(), to.toString());
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Job put(OpenEngine engine) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{\"n\":1}", Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }
}
