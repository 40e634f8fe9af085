package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.JobId;
import io.surgetank.core.store.StoreStoppedException;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request that is answered while the server stops is not an incident.
class ClosedStoreReadTest {
  @Test
  void a_read_of_a_closed_store_reports_that_it_has_stopped(@TempDir Path folder) {
    var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, new TestClock());
    engine.close();

    assertThatThrownBy(() -> engine.jobs().find(JobId.of(1, 1)))
        .isInstanceOf(StoreStoppedException.class)
        .hasMessageContaining("the store is closed");
  }
}
