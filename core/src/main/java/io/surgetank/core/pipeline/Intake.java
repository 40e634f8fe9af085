package io.surgetank.core.pipeline;

import java.util.Optional;

/// What a pipeline accepts, and its responses.
///
/// @param path begins with `/`; jobs are at `path/{id}`
/// @param selector which bodies belong to this pipeline when several share a path
/// @param schema the JSON Schema of every payload
/// @param clientId where in the payload the client's id is, if clients choose ids
/// @param rate the rate of submissions beyond which the response is 429
/// @param backlog the number of unfinished jobs from which on the response is 503
/// @param reply the members of the 202's body
/// @param rejection members added to the problem document when a payload is refused
public record Intake(
    String path,
    Selector selector,
    PayloadSchema schema,
    ClientId clientId,
    Idempotency idempotency,
    int maxBodyBytes,
    Rate rate,
    long backlog,
    ReplyTemplate reply,
    ReplyTemplate rejection,
    Cors cors) {

  /// Whether a submission must carry an `Idempotency-Key`.
  public enum Idempotency {
    OPTIONAL,
    REQUIRED
  }

  /// Selects among the pipelines that share a path by the body.
  public sealed interface Selector {
    /// Accepts what no other pipeline of the path accepts.
    record Any() implements Selector {}

    /// Accepts JSON objects with this member.
    record HasMember(String name) implements Selector {}
  }

  /// Where the client's id is.
  public sealed interface ClientId {
    /// Only the server assigns ids.
    record None() implements ClientId {}

    /// The payload's member of this name, a string or an integer.
    record Member(String name) implements ClientId {}

    default Optional<String> member() {
      return switch (this) {
        case None() -> Optional.empty();
        case Member(var name) -> Optional.of(name);
      };
    }
  }
}
