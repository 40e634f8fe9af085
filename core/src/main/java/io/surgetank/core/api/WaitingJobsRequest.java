package io.surgetank.core.api;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// An operator's request to cancel or move the waiting jobs of some pipelines.
sealed interface WaitingJobsRequest {
  /// The jobs that it means.
  ///
  /// @param filter has pipelines, and no failure
  /// @param statuses of waiting jobs, at least one
  /// @param preview whether to only count
  record Valid(
      DeadLetterFilter filter, Set<Status> statuses, Optional<PipelineName> to, boolean preview)
      implements WaitingJobsRequest {}

  record Invalid(List<Violation> violations) implements WaitingJobsRequest {}

  Set<Status> WAITING = Set.copyOf(EnumSet.of(Status.PENDING, Status.RETRYING));
  Set<String> MEMBERS = Set.of("ids", "pipelines", "statuses", "preview");

  /// Reads `{"pipelines": ["old"], "ids": [], "statuses": [], "preview": false}`, where only
  /// `pipelines` is required.
  static WaitingJobsRequest read(byte[] body, KnownPipelines known) {
    return read(body, known, MEMBERS);
  }

  /// Reads the same with `"to": "new"`.
  static WaitingJobsRequest readMove(byte[] body, KnownPipelines known) {
    var members = new TreeSet<>(MEMBERS);
    members.add("to");
    return read(body, known, members);
  }

  private static WaitingJobsRequest read(byte[] body, KnownPipelines known, Set<String> members) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var violations) -> new Invalid(violations);
      case ParseResult.Parsed(var json, _) -> parse(json, known, members);
    };
  }

  private static WaitingJobsRequest parse(
      JsonNode json, KnownPipelines known, Set<String> members) {
    if (!json.isObject()) return new Invalid(List.of(Violation.ofWhole("send a JSON object")));
    List<Violation> violations = new ArrayList<>(DeadLetterRequest.unknown(json, members));
    List<JobId> ids = DeadLetterRequest.list(json, "ids", JobId::parse, violations);
    List<PipelineName> pipelines =
        DeadLetterRequest.list(json, "pipelines", known::named, violations);
    List<Status> statuses =
        DeadLetterRequest.list(json, "statuses", WaitingJobsRequest::waiting, violations);
    Optional<PipelineName> to =
        members.contains("to")
            ? to(json.path("to"), pipelines, known, violations)
            : Optional.empty();
    boolean preview = DeadLetterRequest.flag(json, "preview", violations);
    if (violations.isEmpty() && pipelines.isEmpty())
      violations.add(new Violation("/pipelines", "'pipelines' must name at least one pipeline"));
    return violations.isEmpty()
        ? new Valid(
            new DeadLetterFilter(ids, pipelines, ""),
            statuses.isEmpty() ? WAITING : Set.copyOf(statuses),
            to,
            preview)
        : new Invalid(violations);
  }

  private static Optional<Status> waiting(String name) {
    return Status.parse(name).filter(WAITING::contains);
  }

  private static Optional<PipelineName> to(
      JsonNode to, List<PipelineName> from, KnownPipelines known, List<Violation> violations) {
    List<PipelineName> configured = known.configured();
    Optional<PipelineName> named =
        configured.stream()
            .filter(name -> to.isString() && name.value().equals(to.stringValue()))
            .findFirst();
    if (named.isEmpty())
      violations.add(
          new Violation(
              "/to", "'to' must be a pipeline of the configuration: one of " + configured));
    if (named.filter(from::contains).isPresent())
      violations.add(new Violation("/to", "'to' must not be a pipeline that the jobs are in"));
    return named;
  }
}
