package io.surgetank.aws.queue;

import io.surgetank.core.job.JobId;
import io.surgetank.core.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What a message says: `{"job":"<id>"}`.
public final class JobMessage {
  /// Longer ones are not ours.
  private static final int MAX_LENGTH = 200;

  private JobMessage() {}

  static String about(JobId id) {
    return "{\"job\":\"" + id + "\"}";
  }

  /// The job that the message is about. Empty when it is not one of our messages.
  public static Optional<JobId> read(String body) {
    if (body.length() > MAX_LENGTH) return Optional.empty();
    try {
      return Optional.of(Json.read(body).path("job"))
          .filter(id -> id.isString())
          .flatMap(id -> JobId.parse(id.stringValue()));
    } catch (JacksonException notOurs) {
      return Optional.empty();
    }
  }
}
