package io.surgetank.work;

import java.time.Duration;

/// What the worker decided about an attempt that is over.
public sealed interface Outcome {
  /// A failure's text is cut to this many characters: evidence, not a log.
  int MAX_FAILURE_LENGTH = 2_000;

  /// Done. `result` is JSON text, kept with the job.
  record Processed(String result) implements Outcome {
    public Processed {
      if (result.isEmpty()) throw new IllegalArgumentException("a result is JSON text");
    }
  }

  /// Try again after the wait.
  record Retry(Duration after, String failure) implements Outcome {
    public Retry {
      if (after.isNegative()) throw new IllegalArgumentException("a wait is not negative");
      failure = cut(failure);
    }
  }

  /// Give up: no attempt is left, or no attempt can help.
  record Dead(String failure) implements Outcome {
    public Dead {
      failure = cut(failure);
    }
  }

  /// Within the length and without lone surrogates, which no store and no reply can carry.
  private static String cut(String failure) {
    if (failure.isBlank()) return "failed without saying why";
    return failure.length() <= MAX_FAILURE_LENGTH
        ? wellFormed(failure)
        : wellFormed(failure.substring(0, MAX_FAILURE_LENGTH - 1)) + "…";
  }

  private static String wellFormed(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
