package io.surgetank.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.core.job.Job;
import io.surgetank.core.json.Json;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the doctor finds and saves, and that it changes nothing.
class StoreDoctorTest {
  private CopiedStore store = new CopiedStore(Path.of(""));

  @BeforeEach
  void aStore(@TempDir Path temp) {
    store = new CopiedStore(temp);
  }

  @Test
  void the_store_of_a_killed_or_stopped_server_is_sound_and_unchanged() throws Exception {
    Path killed = store.temp.resolve("killed");
    try (var engine = store.open()) {
      for (int i = 0; i < 20; i++) store.put(engine, "{\"n\":" + i + "}");
      settleOne(engine);
      // One attempt is running.
      var _ = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO);
      CopiedStore.copyByAnotherProcess(store.folder, killed);
      store.takeBackup();
    }
    assertThat(Files.size(killed.resolve("surgetank.log.0"))).isPositive();

    for (Path folder : List.of(killed, store.folder, store.backup)) {
      Map<String, String> before = contents(folder);
      assertThat(check(folder))
          .as(folder.toString())
          .isEqualTo(new StoreCheckReport(20, 0, 0, List.of()));
      assertThat(contents(folder)).isEqualTo(before);
    }
  }

  @Test
  void a_changed_record_is_named_and_the_others_are_exported() throws Exception {
    Job damaged;
    Job processed;
    Job waiting;
    try (var engine = store.open()) {
      processed = store.put(engine, "{\"n\": 1.00}");
      settleOne(engine);
      damaged = store.put(engine, "{\"n\":2222222}");
      waiting = store.put(engine, "{\"text\":\"a\\nb\",\n \"n\":3}");
    }
    CopiedStore.change(store.folder.resolve("surgetank.db"), "2222222", "2222223");
    Path file = store.temp.resolve("jobs.ndjson");

    StoreCheckReport report = doctor(store.folder).checkAndExport(file);

    assertThat(report.readable()).isEqualTo(2);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(StoreProblem::kind, StoreProblem::place)
        .containsExactly(tuple(Kind.RECORD, damaged.id().toString()));
    assertThat(CopiedStore.permissions(file)).isEqualTo("rw-------");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode first = Json.read(lines.getFirst());
    assertThat(first.path("id").asString()).isEqualTo(processed.id().toString());
    assertThat(first.path("status").asString()).isEqualTo("PROCESSED");
    assertThat(lines.getFirst()).contains("\"payload\":{\"n\": 1.00}");
    assertThat(Json.read(lines.getLast()).path("payload")).isEqualTo(Json.read(waiting.payload()));
  }

  @Test
  void jobs_before_and_after_a_damaged_page_are_read() throws Exception {
    int jobs = 400;
    try (var engine = store.open()) {
      for (int i = 0; i < jobs; i++)
        store.put(engine, "{\"n\":\"marker%04d%s\"}".formatted(i, "x".repeat(200)));
    }
    Path database = store.folder.resolve("surgetank.db");
    byte[] content = Files.readAllBytes(database);
    int page = new String(content, ISO_8859_1).indexOf("marker0200") / 4096 * 4096;
    Arrays.fill(content, page, page + 4096, (byte) 0x55);
    Files.write(database, content);
    Path file = store.temp.resolve("jobs.ndjson");

    StoreCheckReport report = doctor(store.folder).checkAndExport(file);

    assertThat(report.readable()).isBetween(jobs - 30L, jobs - 1L);
    assertThat(report.readable() + report.unreadable()).isEqualTo(jobs);
    String exported = Files.readString(file);
    assertThat(exported).contains("marker0000", "marker0399").doesNotContain("marker0200");
    assertThat(exported.lines().count()).isEqualTo(report.readable());
    assertThat(report.problems())
        .anyMatch(problem -> problem.error().contains("page " + (page / 4096 + 1)));
  }

  @Test
  void a_missing_end_of_the_log_or_a_missing_database_is_a_loss() throws Exception {
    Path killed = store.temp.resolve("killed");
    try (var engine = store.openUnflushed()) {
      for (int i = 0; i < 50; i++) store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, killed);
    }
    Path log = killed.resolve("surgetank.log.0");
    Files.write(log, Arrays.copyOf(Files.readAllBytes(log), 5_000));

    assertThat(check(killed).problems())
        .extracting(StoreProblem::kind, StoreProblem::place)
        .contains(tuple(Kind.LOSS, "surgetank.mark"));

    Files.delete(killed.resolve("surgetank.db"));
    Files.delete(log);
    assertThat(check(killed).problems())
        .extracting(StoreProblem::error)
        .contains("is missing")
        .anyMatch(error -> error.contains("lacks at least 50 of 50 acknowledged jobs"));
  }

  @Test
  void jobs_in_the_tables_are_exported_if_the_commit_log_is_of_another_store() throws Exception {
    Path killed = store.temp.resolve("killed");
    try (var engine = store.openUnflushed()) {
      store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(store.folder, killed);
    }
    store.folder = store.temp.resolve("other");
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    Files.copy(killed.resolve("surgetank.log.0"), store.folder.resolve("surgetank.log.0"));

    StoreCheckReport report = check(store.folder);
    assertThat(report.readable()).isEqualTo(1);
    assertThat(report.problems())
        .singleElement()
        .extracting(StoreProblem::error)
        .asString()
        .endsWith("surgetank.log.0 belongs to another store");
  }

  @Test
  void jobs_of_pipelines_with_damaged_names_are_read() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    PreviousSchemaFile.sql(
        store.folder, "UPDATE pipeline SET name = 'Not a name' WHERE number = 1");

    StoreCheckReport report = check(store.folder);
    assertThat(report.readable()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(StoreProblem::error)
        .contains("has no valid name: 'Not a name'");

    PreviousSchemaFile.sql(store.folder, "DROP TABLE pipeline");
    assertThat(check(store.folder).readable()).isEqualTo(1);
  }

  @Test
  void a_damaged_entry_of_the_audit_log_and_a_damaged_mark_are_reported() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
      engine
          .deadLetters()
          .record(
              new OperatorAction(
                  new TestClock().instant(),
                  "ann",
                  OperatorAction.Type.PURGE,
                  DeadLetterFilter.EVERYTHING,
                  1));
    }
    CopiedStore.change(store.folder.resolve("surgetank.db"), "\"ids\":[]", "\"ids\":[}");
    Files.write(store.folder.resolve("surgetank.mark"), new byte[8192]);

    assertThat(check(store.folder).problems())
        .extracting(StoreProblem::kind, StoreProblem::place)
        .containsExactlyInAnyOrder(
            tuple(Kind.AUDIT_LOG, "entry 1"), tuple(Kind.LOSS, "surgetank.mark"));
  }

  @Test
  void files_that_other_users_can_read_are_reported() throws Exception {
    store.open().close();
    Files.setPosixFilePermissions(
        store.folder.resolve("surgetank.db"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(check(store.folder).problems())
        .extracting(StoreProblem::kind, StoreProblem::place)
        .containsExactly(tuple(Kind.PERMISSIONS, "surgetank.db"));
  }

  @Test
  void a_file_that_is_not_a_store_is_reported_and_an_empty_folder_cannot_be_checked()
      throws Exception {
    Path file = Files.writeString(store.temp.resolve("file"), "not a database".repeat(100));
    assertThat(check(file).problems()).extracting(StoreProblem::kind).containsOnly(Kind.FORMAT);

    Files.createDirectory(store.folder);
    assertThatThrownBy(() -> check(store.folder)).hasMessageContaining("no store in");
    assertThat(store.folder).isEmptyDirectory();
  }

  @Test
  void a_store_of_an_earlier_format_is_checked_and_not_converted() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
    }
    PreviousSchemaFile.withoutOwners(store.folder);
    PreviousSchemaFile.sql(
        store.folder,
        "DROP TABLE commit_log",
        "ALTER TABLE job_key DROP COLUMN crc",
        "ALTER TABLE batch DROP COLUMN crc",
        "ALTER TABLE audit_log RENAME TO trail",
        "PRAGMA user_version = 5");
    Map<String, String> before = contents(store.folder);

    assertThat(check(store.folder)).isEqualTo(new StoreCheckReport(1, 0, 0, List.of()));
    assertThat(contents(store.folder)).isEqualTo(before);
  }

  @Test
  void an_existing_export_is_left_and_no_temporary_copy_remains() throws Exception {
    store.open().close();
    Path file = Files.writeString(store.temp.resolve("mine"), "mine");

    assertThatThrownBy(() -> doctor(store.folder).checkAndExport(file))
        .hasMessageContaining("mine");

    assertThat(file).hasContent("mine");
    check(store.folder);
    assertThat(CopiedStore.names(store.temp)).containsExactly("data", "mine");
  }

  private StoreCheckReport check(Path folder) {
    return doctor(folder).check();
  }

  private StoreDoctor doctor(Path folder) {
    return new StoreDoctor(folder, store.temp, new TestClock(), CopyProgress.NONE);
  }

  private static void settleOne(OpenEngine engine) throws InterruptedException {
    var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
    var _ = engine.queue().settle(delivery.receipt(), new Outcome.Processed("{}"));
  }

  /// Names, contents and times of change.
  private static Map<String, String> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, String>();
    var files = new ArrayList<Path>();
    try (var entries = Files.list(folder)) {
      entries.forEach(files::add);
    }
    for (Path file : files)
      contents.put(
          file.toString(),
          Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
    return contents;
  }
}
