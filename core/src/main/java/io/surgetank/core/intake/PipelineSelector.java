package io.surgetank.core.intake;

import io.surgetank.core.pipeline.Intake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The gates of the pipelines that share one path, in the descriptor's order.
public record PipelineSelector(List<SubmissionValidator> all) {
  public PipelineSelector {
    all = List.copyOf(all);
    if (all.isEmpty()) throw new IllegalArgumentException("a path has a pipeline");
  }

  /// The one this payload is meant for: whose member it has, otherwise the one that takes any.
  public Optional<SubmissionValidator> select(JsonNode payload) {
    for (SubmissionValidator submissionValidator : all)
      if (submissionValidator.isNamedBy(payload)) return Optional.of(submissionValidator);
    for (SubmissionValidator submissionValidator : all)
      if (submissionValidator.takesAny()) return Optional.of(submissionValidator);
    return Optional.empty();
  }

  /// The one that requests count for when they do not come as far as being told apart.
  public SubmissionValidator first() {
    return all.getFirst();
  }

  /// What a payload lacks that is meant for none.
  public Violation notMeantForAny() {
    return Violation.ofWhole(
        all.stream()
            .map(submissionValidator -> submissionValidator.pipeline().intake().selector())
            .map(PipelineSelector::wanted)
            .collect(Collectors.joining(" or ", "send a JSON object with the member ", "")));
  }

  private static String wanted(Intake.Selector selector) {
    return switch (selector) {
      case Intake.Selector.HasMember(var name) -> "\"" + name + "\"";
      case Intake.Selector.Any() -> "of your choice";
    };
  }
}
