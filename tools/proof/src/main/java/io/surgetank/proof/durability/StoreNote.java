package io.surgetank.proof.durability;

import java.util.Arrays;
import java.util.List;

/// What the recorded process reports: each call before it begins, and its result after it returned.
/// One line of text, with tabs between the parts.
sealed interface StoreNote {
  /// A process begins. `clock` is its wall clock.
  record ProcessStarted(long clock) implements StoreNote {}

  /// The store is open.
  record StoreOpened(long clock) implements StoreNote {}

  /// The call with this number begins. `clock` is the wall clock.
  record Began(int number, long clock, StoreCall call) implements StoreNote {}

  /// The call with this number has returned.
  ///
  /// @param results one for each job that it concerned, or what it returned
  record Returned(int number, List<String> results) implements StoreNote {
    public Returned {
      results = List.copyOf(results);
    }
  }

  /// The name of an operator's action in the audit log.
  static String actor(int callNumber) {
    return "call " + callNumber;
  }

  default String text() {
    return switch (this) {
      case ProcessStarted(long clock) -> "process\t" + clock;
      case StoreOpened(long clock) -> "opened\t" + clock;
      case Began(int number, long clock, StoreCall call) ->
          "began\t" + number + "\t" + clock + "\t" + call.text();
      case Returned(int number, List<String> results) ->
          "returned\t" + number + "\t" + String.join("\t", results);
    };
  }

  static StoreNote parse(String text) {
    List<String> parts = Arrays.asList(text.split("\t", -1));
    return switch (parts.getFirst()) {
      case "process" -> new ProcessStarted(Long.parseLong(parts.get(1)));
      case "opened" -> new StoreOpened(Long.parseLong(parts.get(1)));
      case "began" ->
          new Began(
              Integer.parseInt(parts.get(1)),
              Long.parseLong(parts.get(2)),
              StoreCall.parse(parts.subList(3, parts.size())));
      case "returned" ->
          new Returned(
              Integer.parseInt(parts.get(1)),
              parts.subList(2, parts.size()).stream().filter(part -> !part.isEmpty()).toList());
      default -> throw new IllegalArgumentException("not a note: " + text);
    };
  }
}
