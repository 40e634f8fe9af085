package io.surgetank.core.pipeline;

import java.util.Optional;

/// What a pipeline takes in, and what it answers.
///
/// @param path begins with `/`; jobs are at `path/{id}`
/// @param selector which bodies are meant for this pipeline where several share a path
/// @param schema the JSON Schema every payload must fulfil
/// @param clientId where in the payload the client's own id stands, if it chooses ids
/// @param rate how many submissions a second are taken before 429
/// @param backlog how many jobs may wait in this pipeline before 503
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
    Template reply,
    Template rejection,
    Cors cors) {

  /// Whether a submission must carry an `Idempotency-Key`.
  public enum Idempotency {
    OPTIONAL,
    REQUIRED
  }

  /// Tells the bodies of pipelines apart that share one path.
  public sealed interface Selector {
    /// Takes what no other pipeline of the path takes.
    record Any() implements Selector {}

    /// Takes JSON objects that have this member.
    record HasMember(String name) implements Selector {}
  }

  /// Where the client's own id is found.
  public sealed interface ClientId {
    /// The server makes the ids.
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
