package io.surgetank.core.intake;

import io.surgetank.core.pipeline.Intake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The validators of the pipelines that share a path, in the order of the configuration.
public record PayloadPipelineSelector(List<SubmissionFactory> all) {
  public PayloadPipelineSelector {
    all = List.copyOf(all);
    if (all.isEmpty()) throw new IllegalArgumentException("a path needs at least one pipeline");
  }

  /// The pipeline whose member the payload has, otherwise the one that accepts any payload.
  public Optional<SubmissionFactory> select(JsonNode payload) {
    for (SubmissionFactory submissionFactory : all)
      if (submissionFactory.hasMemberIn(payload)) return Optional.of(submissionFactory);
    for (SubmissionFactory submissionFactory : all)
      if (submissionFactory.acceptsAny()) return Optional.of(submissionFactory);
    return Optional.empty();
  }

  /// The pipeline for which a request is counted that fails before its pipeline is known.
  public SubmissionFactory first() {
    return all.getFirst();
  }

  /// The violation of a payload that no pipeline accepts.
  public Violation noMatch() {
    return Violation.ofWhole(
        all.stream()
            .map(submissionFactory -> submissionFactory.pipeline().intake().selector())
            .map(PayloadPipelineSelector::requirement)
            .collect(Collectors.joining(" or ", "send a JSON object with the member ", "")));
  }

  private static String requirement(Intake.Selector selector) {
    return switch (selector) {
      case Intake.Selector.HasMember(var name) -> "\"" + name + "\"";
      case Intake.Selector.Any() -> "of your choice";
    };
  }
}
