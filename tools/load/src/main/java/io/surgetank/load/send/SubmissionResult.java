package io.surgetank.load.send;

/// What became of one submission.
public sealed interface SubmissionResult {
  /// It is stored; `location` is where to ask for it, empty when the server did not say.
  record Accepted(int status, String location) implements SubmissionResult {}

  /// It was accepted before, and is there.
  record Replayed(int status, String location) implements SubmissionResult {}

  /// The server would not, and said why; `why` is the problem's kind, such as `invalid` or `rate`.
  record Refused(int status, String why) implements SubmissionResult {}

  /// No answer that says what became of it. It may have been accepted.
  record Failed(String why) implements SubmissionResult {}

  /// How it is counted: the status, or the failure.
  default String code() {
    return switch (this) {
      case Accepted(var status, _) -> Integer.toString(status);
      case Replayed(var status, _) -> status + " replayed";
      case Refused(var status, _) -> Integer.toString(status);
      case Failed(var why) -> why;
    };
  }

  /// Whether the server did not bear the load, as opposed to being sent nonsense.
  default boolean isOverload() {
    return switch (this) {
      case Accepted _, Replayed _ -> false;
      case Refused(var status, _) -> status == 429 || status == 503;
      case Failed _ -> true;
    };
  }
}
