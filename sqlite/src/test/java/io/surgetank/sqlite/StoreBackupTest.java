package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.core.job.Job;
import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a backup copies, and what it refuses.
class StoreBackupTest {
  private CopiedStore store = new CopiedStore(Path.of(""));

  @BeforeEach
  void aStore(@TempDir Path temp) {
    store = new CopiedStore(temp);
  }

  @Test
  void a_backup_of_a_store_in_use_is_restored_with_all_its_jobs_and_no_later_one()
      throws Exception {
    List<Job> jobs = new ArrayList<>();
    Job later;
    try (var engine = store.open()) {
      for (int i = 0; i < 50; i++) jobs.add(store.put(engine, "{\"n\":" + i + "}"));
      // One attempt is running.
      var _ = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO);

      BackupReport report = store.takeBackup();

      later = store.put(engine, "{}");
      assertThat(report.check()).isEqualTo(new StoreCheckReport(50, 0, 0, List.of()));
      assertThat(CopiedStore.names(store.backup)).containsExactly("surgetank.db", "surgetank.mark");
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }

    assertThat(store.restore(DamagePolicy.REFUSE).readable()).isEqualTo(50);

    try (var engine = store.open(store.restored)) {
      for (Job job : jobs) assertThat(engine.jobs().find(job.id())).isPresent();
      assertThat(engine.jobs().find(later.id())).isEmpty();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  @Test
  void only_the_owner_can_read_the_copies() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    store.takeBackup();
    store.restore(DamagePolicy.REFUSE);

    for (Path copy : List.of(store.backup, store.restored)) {
      assertThat(CopiedStore.permissions(copy)).isEqualTo("rwx------");
      try (var files = Files.list(copy)) {
        assertThat(files)
            .isNotEmpty()
            .allMatch(file -> CopiedStore.permissions(file).equals("rw-------"));
      }
    }
  }

  @Test
  void a_backup_of_a_stopped_store_has_what_is_only_in_its_log_and_leaves_its_files()
      throws Exception {
    Path killed = store.temp.resolve("killed");
    try (var engine = store.openUnflushed()) {
      for (int i = 0; i < 10; i++) store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, killed);
    }
    store.folder = killed;
    byte[] log = Files.readAllBytes(store.folder.resolve("surgetank.log.0"));
    assertThat(log).isNotEmpty();
    byte[] database = Files.readAllBytes(store.folder.resolve("surgetank.db"));

    assertThat(store.takeBackup().check().readable()).isEqualTo(10);

    assertThat(store.folder.resolve("surgetank.log.0")).hasBinaryContent(log);
    assertThat(store.folder.resolve("surgetank.db")).hasBinaryContent(database);
  }

  @Test
  void a_damaged_record_is_reported_and_the_rest_can_be_restored() throws Exception {
    Job damaged;
    Job intact;
    try (var engine = store.open()) {
      damaged = store.put(engine, "{\"n\":2222222}");
      intact = store.put(engine, "{\"n\":3333333}");
    }
    CopiedStore.change(store.folder.resolve("surgetank.db"), "2222222", "2222223");

    StoreCheckReport report = store.takeBackup().check();

    assertThat(report.readable()).isEqualTo(1);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(StoreProblem::kind, StoreProblem::place)
        .containsExactly(tuple(StoreProblem.Kind.RECORD, damaged.id().toString()));
    assertThat(store.restore(DamagePolicy.REFUSE).isSound()).isFalse();
    assertThat(store.restored).doesNotExist();
    assertThat(store.restore(DamagePolicy.ACCEPT).isSound()).isFalse();
    try (var engine = store.open(store.restored)) {
      assertThat(engine.jobs().find(intact.id())).isPresent();
    }
  }

  @Test
  void an_existing_destination_is_left_as_it_is() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    for (String existing : List.of("a file", "an empty folder")) {
      if (existing.equals("a file")) Files.writeString(store.backup, "mine");
      else Files.createDirectory(store.backup);
      assertThatThrownBy(store::takeBackup).as(existing).hasMessageContaining("backup");
      if (existing.equals("a file")) assertThat(store.backup).hasContent("mine");
      else assertThat(store.backup).isEmptyDirectory();
      Files.delete(store.backup);
    }
    assertThat(CopiedStore.names(store.temp)).containsExactly("data");
  }
}
