package io.surgetank.aws.queue;

import io.surgetank.core.job.JobId;
import io.surgetank.core.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// The body of a message: `{"job":"<id>"}`.
public final class JobMessage {
  /// The product sends no longer bodies.
  private static final int MAX_LENGTH = 200;

  private JobMessage() {}

  public static String about(JobId id) {
    return "{\"job\":\"" + id + "\"}";
  }

  /// The job that the message names. Empty when the product did not send it.
  public static Optional<JobId> read(String body) {
    if (body.length() > MAX_LENGTH) return Optional.empty();
    try {
      return Optional.of(Json.read(body).path("job"))
          .filter(id -> id.isString())
          .flatMap(id -> JobId.parse(id.stringValue()));
    } catch (JacksonException foreign) {
      return Optional.empty();
    }
  }
}
