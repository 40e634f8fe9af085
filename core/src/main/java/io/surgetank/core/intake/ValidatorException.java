package io.surgetank.core.intake;

import io.surgetank.core.job.PipelineName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An unexpected failure of the schema validator, for the operator's log: the pipeline, the classes
/// of what was thrown, and where. Their messages are left out, because they may quote the payload.
public final class ValidatorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// An overflow of the stack has a thousand, which repeat.
  private static final int MAX_PLACES = 50;

  private static final int MAX_CAUSES = 5;

  private ValidatorException(String message, Throwable thrown, @Nullable Throwable cause) {
    super(message, cause);
    StackTraceElement[] places = thrown.getStackTrace();
    setStackTrace(Arrays.copyOf(places, Math.min(MAX_PLACES, places.length)));
  }

  static ValidatorException of(PipelineName pipeline, Throwable thrown) {
    String message =
        "checking a payload of pipeline '%s' against its schema failed: %s"
            .formatted(pipeline, thrown.getClass().getName());
    return new ValidatorException(message, thrown, cause(thrown, MAX_CAUSES));
  }

  private static @Nullable Throwable cause(Throwable thrown, int most) {
    Throwable cause = thrown.getCause();
    return cause == null || most == 0
        ? null
        : new ValidatorException(cause.getClass().getName(), cause, cause(cause, most - 1));
  }
}
