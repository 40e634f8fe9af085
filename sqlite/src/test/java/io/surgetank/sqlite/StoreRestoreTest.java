package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a restore refuses, and how it ends.
class StoreRestoreTest {
  private CopiedStore store = new CopiedStore(Path.of(""));

  @BeforeEach
  void aStore(@TempDir Path temp) {
    store = new CopiedStore(temp);
  }

  @Test
  void a_store_that_lacks_acknowledged_jobs_is_not_backed_up() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, store.temp.resolve("before"));
      store.put(engine, "{}");
    }
    Files.copy(
        store.folder.resolve("surgetank.mark"),
        store.temp.resolve("before/surgetank.mark"),
        StandardCopyOption.REPLACE_EXISTING);
    store.folder = store.temp.resolve("before");

    assertThatThrownBy(store::takeBackup).hasMessageContaining("lacks acknowledged changes");
    assertThat(store.backup).doesNotExist();

    // A folder that was copied by other means can be restored, and the loss is recorded.
    store.backup = store.folder;
    assertThat(store.restore(DamagePolicy.REFUSE).problems())
        .extracting(StoreProblem::error)
        .containsExactly("lacks at least 1 of 2 acknowledged jobs (1 change in all)");
    store.restore(DamagePolicy.ACCEPT);
    try (var engine = store.open(store.restored)) {
      assertThat(engine.ledger().verify().findings())
          .singleElement()
          .asString()
          .contains("at least 1 acknowledged jobs are missing");
    }
  }

  @Test
  void what_is_not_a_store_is_neither_backed_up_nor_restored() throws Exception {
    assertThatThrownBy(store::takeBackup).hasMessageContaining("no store in " + store.folder);
    Files.createDirectory(store.folder);
    assertThatThrownBy(store::takeBackup).hasMessageContaining("no store in " + store.folder);
    Files.writeString(store.backup, "not a database");
    assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT))
        .hasMessageContaining("not a database");
    Files.delete(store.backup);
    assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT))
        .hasMessageContaining("no backup at");
    assertThat(store.restored).doesNotExist();
  }

  @Test
  void a_folder_with_files_or_with_a_store_in_use_is_not_restored_into() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
      store.takeBackup();
      store.restored = store.folder;
      assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT))
          .hasMessageContaining("surgetank.");
      assertThat(engine.ledger().verify().records()).isEqualTo(1);
      store.put(engine, "{}");
    }
    store.restored = store.temp.resolve("other");
    Files.createDirectory(store.restored);
    Files.writeString(store.restored.resolve("notes"), "mine");
    assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT)).hasMessageContaining("notes");
    assertThat(CopiedStore.names(store.restored)).containsExactly("notes");
  }

  @Test
  void a_failed_restore_leaves_an_empty_folder_empty() throws Exception {
    Files.createDirectory(store.restored);
    Files.writeString(store.backup, "not a database");

    assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT))
        .hasMessageContaining("not a database");

    assertThat(store.restored).isEmptyDirectory();
  }

  @Test
  void after_an_interrupted_restore_a_start_is_refused_and_the_restore_can_be_repeated()
      throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    store.takeBackup();
    store.restore(DamagePolicy.REFUSE);
    // As it is before the last rename.
    Files.move(
        store.restored.resolve("surgetank.db"), store.restored.resolve("surgetank.db.restoring"));
    Files.createFile(store.restored.resolve("surgetank.db"));

    assertThatThrownBy(() -> store.open(store.restored))
        .hasMessageContaining("lacks at least 1 of 1");
    Files.deleteIfExists(store.restored.resolve("surgetank.db-wal"));
    Files.deleteIfExists(store.restored.resolve("surgetank.db-shm"));
    store.restore(DamagePolicy.REFUSE);

    try (var engine = store.open(store.restored)) {
      assertThat(engine.ledger().verify().records()).isEqualTo(1);
    }
  }

  @Test
  void a_restore_that_was_interrupted_while_it_copied_the_commit_log_can_be_repeated()
      throws Exception {
    try (var engine = store.openUnflushed()) {
      store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, store.backup);
    }
    Files.createDirectory(store.restored);
    Files.createFile(store.restored.resolve("surgetank.db"));
    for (String name : List.of("surgetank.db.restoring", "surgetank.log.0", "surgetank.log.1"))
      Files.write(store.restored.resolve(name), new byte[100]);

    store.restore(DamagePolicy.REFUSE);

    assertThat(CopiedStore.names(store.restored)).noneMatch(name -> name.contains(".log."));
    try (var engine = store.open(store.restored)) {
      assertThat(engine.ledger().verify().records()).isEqualTo(1);
    }
  }

  @Test
  void the_database_of_a_killed_server_is_restored_with_its_commit_log() throws Exception {
    Path killed = store.temp.resolve("killed");
    try (var engine = store.openUnflushed()) {
      store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, killed);
    }
    store.backup = killed.resolve("surgetank.db");

    assertThat(store.restore(DamagePolicy.REFUSE).readable()).isEqualTo(1);
  }

  @Test
  void a_copy_of_the_database_by_other_means_can_be_restored() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    store.backup = store.temp.resolve("backup.db");
    PreviousSchemaFile.sql(store.folder, "VACUUM INTO '" + store.backup + "'");

    assertThat(store.restore(DamagePolicy.REFUSE).readable()).isEqualTo(1);
    assertThat(HighWaterMark.read(store.restored.resolve("surgetank.mark")))
        .contains(new StorePosition(1, 1));
  }
}
