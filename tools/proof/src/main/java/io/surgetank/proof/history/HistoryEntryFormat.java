package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Accepted;
import io.surgetank.proof.history.HistoryEntry.CancelSent;
import io.surgetank.proof.history.HistoryEntry.Cancelled;
import io.surgetank.proof.history.HistoryEntry.Ended;
import io.surgetank.proof.history.HistoryEntry.Form;
import io.surgetank.proof.history.HistoryEntry.HandlerDecision;
import io.surgetank.proof.history.HistoryEntry.Killed;
import io.surgetank.proof.history.HistoryEntry.RedriveSent;
import io.surgetank.proof.history.HistoryEntry.Redriven;
import io.surgetank.proof.history.HistoryEntry.Refused;
import io.surgetank.proof.history.HistoryEntry.Seen;
import io.surgetank.proof.history.HistoryEntry.SentJob;
import io.surgetank.proof.history.HistoryEntry.Started;
import io.surgetank.proof.history.HistoryEntry.Submitted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// An entry as a line: its name and its fields, separated by blanks. An empty field is `-`.
final class HistoryEntryFormat {
  private static final String EMPTY = "-";

  private HistoryEntryFormat() {}

  static String line(HistoryEntry entry) {
    return switch (entry) {
      case Submitted(var request, var pipeline, var key, var form, var jobs) ->
          join("submitted", request, pipeline, key, form, jobs(jobs));
      case Accepted(var request, var ids) ->
          join("accepted", request, ids.stream().map(HistoryEntryFormat::field).collect(commas()));
      case Refused(var request, var status) -> join("refused", request, status);
      case CancelSent(var request, var id) -> join("cancel", request, id);
      case Cancelled(var request) -> join("cancelled", request);
      case RedriveSent(var request, var id) -> join("redrive", request, id);
      case Redriven(var request, var jobs) -> join("redriven", request, jobs);
      case Seen(var id, var status, var round) -> join("seen", id, status, round);
      case Started(var id, var round, var number) -> join("started", id, round, number);
      case Ended(var id, var round, var number, var end) -> join("ended", id, round, number, end);
      case Killed() -> "killed";
      case HistoryEntry.Abandoned(var id, var round, var number) ->
          join("abandoned", id, round, number);
      case HistoryEntry.Undeliverable(var id) -> join("undeliverable", id);
    };
  }

  static HistoryEntry parse(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "submitted" ->
          new Submitted(
              number(words[1]), words[2], text(words[3]), Form.valueOf(words[4]), sent(words[5]));
      case "accepted" ->
          new Accepted(
              number(words[1]),
              Arrays.stream(words[2].split(",", -1)).map(HistoryEntryFormat::text).toList());
      case "refused" -> new Refused(number(words[1]), Integer.parseInt(words[2]));
      case "cancel" -> new CancelSent(number(words[1]), words[2]);
      case "cancelled" -> new Cancelled(number(words[1]));
      case "redrive" -> new RedriveSent(number(words[1]), words[2]);
      case "redriven" -> new Redriven(number(words[1]), number(words[2]));
      case "seen" -> new Seen(words[1], words[2], Integer.parseInt(words[3]));
      case "started" ->
          new Started(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "ended" ->
          new Ended(
              words[1],
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3]),
              HandlerDecision.valueOf(words[4]));
      case "killed" -> new Killed();
      case "abandoned" ->
          new HistoryEntry.Abandoned(
              words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "undeliverable" -> new HistoryEntry.Undeliverable(words[1]);
      default -> throw new IllegalArgumentException("not a line of a history: " + line);
    };
  }

  private static String join(Object... fields) {
    return Arrays.stream(fields)
        .map(field -> field(field.toString()))
        .collect(Collectors.joining(" "));
  }

  private static String field(String text) {
    return text.isEmpty() ? EMPTY : text;
  }

  private static String text(String field) {
    return field.equals(EMPTY) ? "" : field;
  }

  private static long number(String field) {
    return Long.parseLong(field);
  }

  private static String jobs(List<SentJob> jobs) {
    return jobs.stream().map(job -> job.number() + ":" + job.group()).collect(commas());
  }

  private static List<SentJob> sent(String field) {
    return Arrays.stream(field.split(",", -1))
        .map(job -> job.split(":", -1))
        .map(parts -> new SentJob(number(parts[0]), parts[1]))
        .toList();
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(",");
  }
}
