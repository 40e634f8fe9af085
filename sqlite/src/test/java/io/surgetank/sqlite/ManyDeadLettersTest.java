package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetterSummary.FailureCount;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction.Extent;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More dead letters than are read or counted at once.
class ManyDeadLettersTest {
  private static final int LETTERS = 10_000;

  private static final String INSERT =
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
      INSERT INTO job(seq, salt, pipeline, status, ended, outcome, attempts, payload, crc)
        SELECT (1 << 21) + i, i, (SELECT number FROM pipeline WHERE name = 'orders'), 4, 1,
          CASE WHEN i %% 4 = 0 THEN 'Timeout' ELSE 'card refused' END, 0, '{}',
          CASE WHEN i %% 1000 = 999 THEN 1 END FROM n\
      """
          .formatted(LETTERS - 1);

  private final Path folder;

  ManyDeadLettersTest(@TempDir Path temp) throws Exception {
    folder = temp.resolve("data");
    open().close();
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var statement = database.createStatement()) {
      statement.execute(INSERT);
    }
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, new TestClock());
  }

  @Test
  void all_are_counted_by_failure() {
    var timeouts = new FailureCount("Timeout", LETTERS / 4);
    var refused = new FailureCount("card refused", 3 * LETTERS / 4);
    try (var engine = open()) {
      assertThat(engine.deadLetters().summary(DeadLetterFilter.EVERYTHING))
          .isEqualTo(new DeadLetterSummary(LETTERS, List.of(refused, timeouts), Extent.COMPLETE));
      var filter = new DeadLetterFilter(List.of(), List.of(), "TIME");
      assertThat(engine.deadLetters().summary(filter))
          .isEqualTo(new DeadLetterSummary(LETTERS / 4, List.of(timeouts), Extent.COMPLETE));
      assertThat(engine.deadLetters().count(filter)).isEqualTo(LETTERS / 4);
    }
  }

  /// One of every thousand is damaged and omitted; still only the last page is short.
  @Test
  void the_list_is_read_to_its_end_page_by_page() {
    var seen = new HashSet<JobId>();
    Optional<JobId> before = Optional.empty();
    try (var engine = open()) {
      List<JobRecord> page;
      do {
        page = engine.deadLetters().list(DeadLetterFilter.EVERYTHING, before, JobQuery.MAX_LIMIT);
        page.forEach(record -> assertThat(seen.add(record.id())).isTrue());
        before = page.isEmpty() ? before : Optional.of(page.getLast().id());
      } while (page.size() == JobQuery.MAX_LIMIT);
    }
    assertThat(seen).hasSize(LETTERS - 10);
  }
}
