package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyRuleTest {
  private static final String FIRST =
      """
      submitted 1 orders k SINGLE 7:
      accepted 1 a
      cancel 99 a
      cancelled 99
      """;

  private static final JobSnapshot JOB = job("a", 7, "CANCELLED", 0);

  @Test
  void a_repeat_gives_the_same_id() {
    assertThat(
            HistoryExample.of(FIRST + "submitted 2 orders k SINGLE 7:\naccepted 2 a", JOB)
                .violations())
        .isEmpty();
  }

  @Test
  void a_repeat_with_another_id_is_found() {
    assertThat(
            HistoryExample.of(
                    FIRST
                        + "submitted 2 orders k SINGLE 7:\naccepted 2 b\n"
                        + "cancel 98 b\ncancelled 98",
                    JOB,
                    job("b", 7, "CANCELLED", 0))
                .violations())
        .anyMatch(violation -> violation.contains("names several jobs for payload 7"))
        .anyMatch(violation -> violation.startsWith("payload 7 is stored twice"));
  }

  @Test
  void another_payload_with_the_key_is_refused() {
    assertThat(
            HistoryExample.of(FIRST + "submitted 2 orders k SINGLE 8:\nrefused 2 422", JOB)
                .violations())
        .isEmpty();
  }

  @Test
  void the_same_payload_must_not_be_refused() {
    assertThat(
            HistoryExample.of(
                    FIRST
                        + "submitted 2 orders k SINGLE 8:\nrefused 2 422\n"
                        + "submitted 3 orders k SINGLE 7:\nrefused 3 422",
                    JOB)
                .violations())
        .containsExactly("request 3 with key 'k' was refused with 422");
  }

  @Test
  void a_key_that_was_never_sent_with_anything_else_cannot_be_taken() {
    assertThat(HistoryExample.of("submitted 1 orders k SINGLE 7:\nrefused 1 422").violations())
        .containsExactly("request 1 with key 'k' was refused with 422");
  }

  @Test
  void two_accepted_payloads_of_a_key_are_found() {
    assertThat(
            HistoryExample.of(
                    FIRST
                        + "submitted 2 orders k SINGLE 8:\naccepted 2 b\n"
                        + "cancel 98 b\ncancelled 98",
                    JOB,
                    job("b", 8, "CANCELLED", 0))
                .violations())
        .hasSize(2)
        .anyMatch(violation -> violation.contains("was accepted with"))
        .anyMatch(violation -> violation.startsWith("jobs of several contents"));
  }

  @Test
  void two_stored_payloads_of_a_key_are_found_also_without_answers() {
    assertThat(
            HistoryExample.of(
                    FIRST + "submitted 2 orders k BATCH 8:\ncancel 98 b\nkilled",
                    JOB,
                    job("b", 8, "CANCELLED", 0))
                .violations())
        .singleElement()
        .asString()
        .startsWith("jobs of several contents");
  }

  @Test
  void keys_of_two_pipelines_are_different_keys() {
    assertThat(
            HistoryExample.of(FIRST + "submitted 2 tasks k SINGLE 8:\nrefused 2 422", JOB)
                .violations())
        .containsExactly("request 2 with key 'k' was refused with 422");
  }

  @Test
  void a_valid_submission_is_refused_only_for_a_time() {
    assertThat(HistoryExample.of("submitted 1 orders - SINGLE 7:\nrefused 1 503").violations())
        .isEmpty();
    assertThat(HistoryExample.of("submitted 1 orders - SINGLE 7:\nrefused 1 500").violations())
        .containsExactly("request 1 with key '' was refused with 500");
  }
}
