package io.surgetank.proof.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {
  private static final List<HistoryEntry> EVERY_KIND =
      List.of(
          new HistoryEntry.Submitted(
              1,
              "orders",
              "k1",
              HistoryEntry.Form.BATCH,
              List.of(new HistoryEntry.SentJob(7, "g"), new HistoryEntry.SentJob(8, ""))),
          new HistoryEntry.Submitted(
              2, "orders", "", HistoryEntry.Form.SINGLE, List.of(new HistoryEntry.SentJob(9, ""))),
          new HistoryEntry.Accepted(1, List.of("a", "", "b")),
          new HistoryEntry.Accepted(2, List.of("")),
          new HistoryEntry.Refused(2, 422),
          new HistoryEntry.CancelSent(3, "a"),
          new HistoryEntry.Cancelled(3),
          new HistoryEntry.RedriveSent(4, "b"),
          new HistoryEntry.Redriven(4, 1),
          new HistoryEntry.Seen("a", "DEAD", 2),
          new HistoryEntry.Started("a", 1, 2),
          new HistoryEntry.Ended("a", 1, 2, HistoryEntry.HandlerDecision.GAVE_UP),
          new HistoryEntry.Abandoned("a", 1, 2),
          new HistoryEntry.Undeliverable("a"),
          new HistoryEntry.Killed());

  @TempDir private Path folder;

  @Test
  void entries_of_several_writers_are_read_in_the_order_of_their_calls() throws Exception {
    Path file = folder.resolve("history");
    try (var first = new HistoryLog(file);
        var second = new HistoryLog(file)) {
      for (int i = 0; i < EVERY_KIND.size(); i++)
        (i % 2 == 0 ? first : second).append(EVERY_KIND.get(i));

      assertThat(first.read()).isEqualTo(EVERY_KIND);
    }
  }

  @Test
  void an_unknown_line_is_an_error() {
    assertThatThrownBy(() -> HistoryEntryFormat.parse("paused 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paused 1");
  }
}
