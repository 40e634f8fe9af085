package io.surgetank.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobKeysTest {
  @Test
  void a_key_has_1_to_255_characters() {
    assertThat(key("k".repeat(255)).value()).hasSize(255);
    for (String value : List.of("", "k".repeat(256)))
      assertThatThrownBy(() -> key(value)).hasMessage("a key must have 1 to 255 characters");
  }

  private static JobKey key(String value) {
    return new JobKey("/orders", JobKey.Kind.CLIENT_ID, value);
  }

  @Test
  void an_ordering_key_is_not_negative() {
    assertThat(OrderingKey.parse(new OrderingKey(0).toString())).isEqualTo(new OrderingKey(0));
    assertThatThrownBy(() -> new OrderingKey(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void names_of_pipelines_are_sorted_by_their_characters() {
    assertThat(Stream.of("b", "a", "c").map(PipelineName::new).sorted())
        .extracting(PipelineName::value)
        .containsExactly("a", "b", "c");
  }

  @Test
  void the_version_of_a_record_differs_after_each_attempt_whether_its_history_is_kept_or_not() {
    JobId id = JobId.of(3764888270784167936L, 7);
    var job = new Job(id, new PipelineName("orders"), "{}", Trace.of(id));
    var finished =
        new FinishedAttempt(
            new Attempt(0, 1, Instant.EPOCH), Instant.EPOCH, FinishedAttempt.End.FAILED, "busy");

    assertThat(new JobRecord(job, new State.Pending(), List.of(), 2).version())
        .isEqualTo("pending-2-0");
    assertThat(new JobRecord(job, new State.Pending(), List.of(finished), 2, 3).version())
        .isEqualTo("pending-2-4");
  }
}
