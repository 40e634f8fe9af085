package io.surgetank.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.PayloadSchema;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineMasksTest {
  private static final PipelineName CARDS = new PipelineName("cards");
  private static final PipelineName OTHER_CARDS = new PipelineName("other-cards");
  private static final PipelineName OPEN = new PipelineName("open");
  private static final PipelineName GONE = new PipelineName("gone");

  private static final PayloadMask MASK =
      PayloadMask.of(new PayloadSchema("s.json", "{\"properties\":{\"card\":{\"x-secret\":true}}}"))
          .orElseThrow();

  private final PipelineMasks masks =
      new PipelineMasks(Map.of(CARDS, MASK, OTHER_CARDS, MASK), Set.of(CARDS, OTHER_CARDS, OPEN));

  private static Job job(PipelineName pipeline) {
    var id = JobId.of(1, 1);
    return new Job(id, pipeline, "{\"card\":\"4111\",\"n\":1.50}", Trace.of(id));
  }

  @Test
  void a_move_must_not_show_what_is_hidden() {
    assertThat(masks.hidesNoLess(job(OTHER_CARDS), job(CARDS))).isTrue();
    assertThat(masks.hidesNoLess(job(OPEN), job(CARDS))).isFalse();
    assertThat(masks.hidesNoLess(job(CARDS), job(OPEN))).isTrue();
  }

  /// A renamed pipeline: its jobs must be moved to be processed.
  @Test
  void jobs_of_a_pipeline_that_is_not_configured_can_be_moved() {
    assertThat(masks.of(job(GONE)).payload()).doesNotContain("4111", "1.50");
    assertThat(masks.hidesNoLess(job(OPEN), job(GONE))).isTrue();
    assertThat(masks.hidesNoLess(job(CARDS), job(GONE))).isTrue();
  }
}
