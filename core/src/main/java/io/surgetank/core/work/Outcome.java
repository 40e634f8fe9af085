package io.surgetank.core.work;

import java.time.Duration;

/// The outcome of an attempt.
public sealed interface Outcome {
  /// A failure's text is cut to this many characters.
  int MAX_FAILURE_LENGTH = 2_000;

  /// A stack trace is cut to this many characters: the causes and where each came from.
  int MAX_STACK_TRACE_LENGTH = 8_000;

  /// Done. `result` is JSON text, kept with the job.
  record Processed(String result) implements Outcome {
    public Processed {
      if (result.isEmpty()) throw new IllegalArgumentException("a result must be JSON text");
    }
  }

  /// Retry after the wait. `stackTrace` may be empty.
  record Retry(Duration after, String failure, String stackTrace) implements Outcome {
    public Retry {
      if (after.isNegative()) throw new IllegalArgumentException("a wait must not be negative");
      failure = text(failure);
      stackTrace = cut(stackTrace, MAX_STACK_TRACE_LENGTH);
    }

    public Retry(Duration after, String failure) {
      this(after, failure, "");
    }
  }

  /// Give up: no attempt is left, or a retry cannot succeed. `stackTrace` is empty when there is
  /// none.
  record Dead(String failure, String stackTrace) implements Outcome {
    public Dead {
      failure = text(failure);
      stackTrace = cut(stackTrace, MAX_STACK_TRACE_LENGTH);
    }

    public Dead(String failure) {
      this(failure, "");
    }
  }

  private static String text(String failure) {
    return failure.isBlank() ? "failed without a message" : cut(failure, MAX_FAILURE_LENGTH);
  }

  /// Limited in length and without lone surrogates, which stores and replies cannot represent.
  private static String cut(String text, int length) {
    return text.length() <= length
        ? wellFormed(text)
        : wellFormed(text.substring(0, length - 1)) + "…";
  }

  private static String wellFormed(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
