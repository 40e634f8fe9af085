package io.surgetank.engine.sqlite;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobKey.Kind;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Trace;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysOfOldFilesTest {
  private static final JobKey HEADER = new JobKey("/orders", Kind.IDEMPOTENCY_KEY, "7");
  private static final JobKey OWN = new JobKey("/orders", Kind.CLIENT_ID, "7");
  private static final JobKey OF_TASKS = new JobKey("/tasks", Kind.IDEMPOTENCY_KEY, "7");

  @TempDir private Path folder;
  private final Clockwork clock = new Clockwork();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void keys_of_a_file_of_version_2_belong_to_the_paths_of_their_pipelines() throws Exception {
    Submission order = keyed(ORDERS, "one", HEADER, OWN);
    Submission task = keyed(TASKS, "two", OF_TASKS);
    try (var engine = open()) {
      var _ = engine.jobs().put(List.of(order, task));
    }
    OldFiles.keysOfPipelines(folder);

    try (var engine = open()) {
      assertThat(engine.jobs().findByKey(HEADER).orElseThrow().job()).isEqualTo(order.job());
      assertThat(engine.jobs().findByKey(OWN).orElseThrow().job()).isEqualTo(order.job());
      assertThat(engine.jobs().findByKey(OF_TASKS).orElseThrow().job()).isEqualTo(task.job());
      assertThat(engine.jobs().put(List.of(keyed(ORDERS, "other", HEADER))))
          .containsExactly(new Placement.KeyTaken(HEADER));
      assertThat(engine.ledger().audit().findings()).isEmpty();
    }
  }

  private Submission keyed(PipelineName pipeline, String fingerprint, JobKey... keys) {
    var id = ids.next();
    var job = new Job(id, pipeline, "{}", Trace.of(id));
    return Submission.withKeys(job, List.of(keys), fingerprint);
  }

  private OpenEngine open() {
    return new OpenEngine(folder, Samples.PIPELINES, clock);
  }
}
