package io.surgetank.core.work;

import java.time.Duration;

/// What the worker decided about an attempt that is over.
public sealed interface Outcome {
  /// A failure's text is cut to this many characters: evidence, not a log.
  int MAX_FAILURE_LENGTH = 2_000;

  /// A stack trace is cut to this many characters: the causes and where each came from.
  int MAX_STACK_TRACE_LENGTH = 8_000;

  /// Done. `result` is JSON text, kept with the job.
  record Processed(String result) implements Outcome {
    public Processed {
      if (result.isEmpty()) throw new IllegalArgumentException("a result is JSON text");
    }
  }

  /// Try again after the wait. `stackTrace` is empty when there is none.
  record Retry(Duration after, String failure, String stackTrace) implements Outcome {
    public Retry {
      if (after.isNegative()) throw new IllegalArgumentException("a wait is not negative");
      failure = text(failure);
      stackTrace = cut(stackTrace, MAX_STACK_TRACE_LENGTH);
    }

    public Retry(Duration after, String failure) {
      this(after, failure, "");
    }
  }

  /// Give up: no attempt is left, or no attempt can help. `stackTrace` is empty when there is none.
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
    return failure.isBlank() ? "failed without saying why" : cut(failure, MAX_FAILURE_LENGTH);
  }

  /// Within the length and without lone surrogates, which no store and no reply can carry.
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
