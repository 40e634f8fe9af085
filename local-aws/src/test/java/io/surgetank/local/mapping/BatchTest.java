package io.surgetank.local.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

  private static Received message(String id, int bytes) {
    return new Received(
        id,
        id + "#1",
        NOW,
        Optional.empty(),
        ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8));
  }

  /// An event has at most 6 MB, its envelope counted (with-sqs.html, batching; quotas).
  @Test
  void what_is_over_6_mb_waits_for_the_next_batch() {
    List<Received> megabytes =
        IntStream.range(0, 10).mapToObj(i -> message("m" + i, 1024 * 1024)).toList();

    Batch batch = Batch.of(megabytes, Limits.DEFAULT, "trace");

    // Six would be 6 MB without the envelope.
    assertThat(batch.messages()).hasSize(5);
    assertThat(batch.carried()).hasSize(5);
    assertThat(batch.event().length).isLessThanOrEqualTo(6 * 1024 * 1024);
  }

  @Test
  void six_megabytes_to_the_byte_are_one_batch() {
    int envelope = "{\"Records\":[,]}".length();
    int half = (6 * 1024 * 1024 - envelope) / 2;
    int rest = 6 * 1024 * 1024 - envelope - half;

    assertThat(
            Batch.of(List.of(message("a", half), message("b", rest)), Limits.DEFAULT, "t")
                .messages())
        .hasSize(2);
    assertThat(
            Batch.of(List.of(message("a", half), message("b", rest + 1)), Limits.DEFAULT, "t")
                .messages())
        .hasSize(1);
  }

  @Test
  void its_weight_is_that_of_its_event() {
    for (int n = 1; n < 4; n++) {
      var batch =
          Batch.of(
              IntStream.range(0, n).mapToObj(i -> message("m" + i, 100)).toList(),
              Limits.DEFAULT,
              "t");

      assertThat(batch.event()).hasSize(Batch.bytes(batch.messages()));
    }
  }

  /// A message is dropped when its own visibility has ended (services-sqs-errorhandling.html).
  @Test
  void each_message_is_hidden_for_its_own_time() {
    Received early = message("early", 10);
    var late = new Received("late", "l", NOW.plusSeconds(5), Optional.empty(), early.json());
    var batch = Batch.of(List.of(early, late), Limits.DEFAULT, "t");
    Duration visibility = Duration.ofSeconds(30);

    assertThat(batch.stillHidden(NOW.plusSeconds(29), visibility).messages()).hasSize(2);
    assertThat(batch.stillHidden(NOW.plusSeconds(30), visibility).messages()).containsExactly(late);
    assertThat(batch.hiddenUntil(visibility)).isEqualTo(NOW.plusSeconds(35));
  }
}
