package io.surgetank.proof.history;

import static io.surgetank.proof.history.HistoryExample.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingKeyRuleTest {
  private static final String IN_ORDER =
      """
      submitted 1 orders - SINGLE 7:g
      accepted 1 a
      submitted 2 orders - SINGLE 8:g
      accepted 2 b
      """;

  private static final String A = "started a 1 1\nended a 1 1 PROCESSED\n";
  private static final String B = "started b 1 1\nended b 1 1 PROCESSED\n";

  @Test
  void the_order_of_acceptance_is_no_violation() {
    assertThat(check(IN_ORDER + A + B)).isEmpty();
  }

  @Test
  void the_wrong_order_is_found() {
    assertThat(check(IN_ORDER + B + A))
        .containsExactly(
            "job b started before job a with the same ordering key, accepted earlier, had ended");
  }

  @Test
  void jobs_that_run_at_once_are_found() {
    assertThat(
            check(
                IN_ORDER
                    + "started a 1 1\nstarted b 1 1\nended a 1 1 PROCESSED\nended b 1 1 PROCESSED"))
        .containsExactlyInAnyOrder(
            "job b started before job a with the same ordering key, accepted earlier, had ended",
            "jobs a and b with the same ordering key ran at once");
  }

  @Test
  void a_job_starts_only_when_the_retries_of_the_earlier_one_are_over() {
    assertThat(
            HistoryExample.of(
                    IN_ORDER
                        + "started a 1 1\nkilled\n"
                        + B
                        + "started a 1 2\nended a 1 2 PROCESSED",
                    job("a", 7, "PROCESSED", 0, "1.1 ABANDONED", "1.2 PROCESSED"),
                    job("b", 8, "PROCESSED", 0, "1.1 PROCESSED"))
                .violations())
        .containsExactly(
            "job b started before job a with the same ordering key, accepted earlier, had ended");
  }

  @Test
  void concurrent_requests_have_no_order() {
    String concurrent =
        """
        submitted 1 orders - SINGLE 7:g
        submitted 2 orders - SINGLE 8:g
        accepted 1 a
        accepted 2 b
        """;

    assertThat(check(concurrent + A + B)).isEmpty();
    assertThat(check(concurrent + B + A)).isEmpty();
  }

  @Test
  void a_job_has_its_position_from_the_first_request_with_its_key() {
    String repeated =
        """
        submitted 1 orders k SINGLE 8:g
        killed
        submitted 2 orders - SINGLE 7:g
        accepted 2 a
        submitted 3 orders k SINGLE 8:g
        accepted 3 b
        """;

    assertThat(check(repeated + B + A)).isEmpty();
    assertThat(check(repeated + A + B)).isEmpty();
  }

  @Test
  void the_order_within_a_batch_counts() {
    String batch = "submitted 1 orders - BATCH 7:g,8:g\naccepted 1 a,b\n";

    assertThat(check(batch + A + B)).isEmpty();
    assertThat(check(batch + B + A)).hasSize(1);
  }

  @Test
  void other_keys_are_independent() {
    assertThat(check(IN_ORDER.replace("8:g", "8:h") + B + A)).isEmpty();
  }

  private static List<String> check(String lines) {
    return HistoryExample.of(
            lines,
            job("a", 7, "PROCESSED", 0, "1.1 PROCESSED"),
            job("b", 8, "PROCESSED", 0, "1.1 PROCESSED"))
        .violations();
  }
}
