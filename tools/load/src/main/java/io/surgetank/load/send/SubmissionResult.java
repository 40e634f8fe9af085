package io.surgetank.load.send;

/// The result of one submission.
public sealed interface SubmissionResult {
  /// Stored. `location` is the path of the job; empty if the response has none.
  record Accepted(int status, String location) implements SubmissionResult {}

  /// Accepted before.
  record Replayed(int status, String location) implements SubmissionResult {}

  /// Refused; `why` is the problem type, such as `invalid` or `rate`.
  record Refused(int status, String why) implements SubmissionResult {}

  /// The outcome is unknown. It may have been accepted.
  record Failed(String why) implements SubmissionResult {}

  /// The name that it is counted by: the status or the failure.
  default String code() {
    return switch (this) {
      case Accepted(var status, _) -> Integer.toString(status);
      case Replayed(var status, _) -> status + " replayed";
      case Refused(var status, _) -> Integer.toString(status);
      case Failed(var why) -> why;
    };
  }

  /// Whether the server was overloaded, rather than the request invalid.
  default boolean isOverload() {
    return switch (this) {
      case Accepted _, Replayed _ -> false;
      case Refused(var status, _) -> status == 429 || status == 503;
      case Failed _ -> true;
    };
  }
}
