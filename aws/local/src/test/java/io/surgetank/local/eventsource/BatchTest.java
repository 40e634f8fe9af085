package io.surgetank.local.eventsource;

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

  private static PolledMessage message(String id, int bytes) {
    return new PolledMessage(
        id,
        id + "#1",
        NOW,
        Optional.empty(),
        ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8));
  }

  /// An event has at most 6 MB, with its envelope (with-sqs.html, batching; quotas).
  @Test
  void messages_over_6_mb_are_in_the_next_batch() {
    List<PolledMessage> megabytes =
        IntStream.range(0, 10).mapToObj(i -> message("m" + i, 1024 * 1024)).toList();

    InvocationBatch invocationBatch = InvocationBatch.of(megabytes, MappingLimits.DEFAULT, "trace");

    // Six would be 6 MB without the envelope.
    assertThat(invocationBatch.messages()).hasSize(5);
    assertThat(invocationBatch.carried()).hasSize(5);
    assertThat(invocationBatch.event().length).isLessThanOrEqualTo(6 * 1024 * 1024);
  }

  @Test
  void exactly_six_megabytes_are_one_batch() {
    int envelope = "{\"Records\":[,]}".length();
    int half = (6 * 1024 * 1024 - envelope) / 2;
    int rest = 6 * 1024 * 1024 - envelope - half;

    assertThat(
            InvocationBatch.of(
                    List.of(message("a", half), message("b", rest)), MappingLimits.DEFAULT, "t")
                .messages())
        .hasSize(2);
    assertThat(
            InvocationBatch.of(
                    List.of(message("a", half), message("b", rest + 1)), MappingLimits.DEFAULT, "t")
                .messages())
        .hasSize(1);
  }

  @Test
  void its_size_is_that_of_its_event() {
    for (int n = 1; n < 4; n++) {
      var invocationBatch =
          InvocationBatch.of(
              IntStream.range(0, n).mapToObj(i -> message("m" + i, 100)).toList(),
              MappingLimits.DEFAULT,
              "t");

      assertThat(invocationBatch.event())
          .hasSize(InvocationBatch.bytes(invocationBatch.messages()));
    }
  }

  /// A message is dropped when its visibility timeout has expired
  /// (services-sqs-errorhandling.html).
  @Test
  void each_message_is_hidden_for_its_own_time() {
    PolledMessage early = message("early", 10);
    var late = new PolledMessage("late", "l", NOW.plusSeconds(5), Optional.empty(), early.json());
    var invocationBatch = InvocationBatch.of(List.of(early, late), MappingLimits.DEFAULT, "t");
    Duration visibility = Duration.ofSeconds(30);

    assertThat(invocationBatch.stillHidden(NOW.plusSeconds(29), visibility).messages()).hasSize(2);
    assertThat(invocationBatch.stillHidden(NOW.plusSeconds(30), visibility).messages())
        .containsExactly(late);
    assertThat(invocationBatch.hiddenUntil(visibility)).isEqualTo(NOW.plusSeconds(35));
  }
}
