package io.surgetank.proof.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {
  private static final List<Entry> EVERY_KIND =
      List.of(
          new Entry.Submitted(
              1,
              "orders",
              "k1",
              Entry.Form.BATCH,
              List.of(new Entry.SentJob(7, "g"), new Entry.SentJob(8, ""))),
          new Entry.Submitted(
              2, "orders", "", Entry.Form.SINGLE, List.of(new Entry.SentJob(9, ""))),
          new Entry.Accepted(1, List.of("a", "", "b")),
          new Entry.Accepted(2, List.of("")),
          new Entry.Refused(2, 422),
          new Entry.CancelSent(3, "a"),
          new Entry.Cancelled(3),
          new Entry.RedriveSent(4, "b"),
          new Entry.Redriven(4, 1),
          new Entry.Seen("a", "DEAD", 2),
          new Entry.Started("a", 1, 2),
          new Entry.Ended("a", 1, 2, Entry.End.GAVE_UP),
          new Entry.Killed());

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
    assertThatThrownBy(() -> EntryFormat.parse("paused 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paused 1");
  }
}
