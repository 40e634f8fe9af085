package io.surgetank.accept;

import io.surgetank.pipeline.Intake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The gates of the pipelines that share one path, in the descriptor's order.
public record Gates(List<Gate> all) {
  public Gates {
    all = List.copyOf(all);
    if (all.isEmpty()) throw new IllegalArgumentException("a path has a pipeline");
  }

  /// The one this payload is meant for: whose member it has, otherwise the one that takes any.
  public Optional<Gate> select(JsonNode payload) {
    for (Gate gate : all) if (gate.isNamedBy(payload)) return Optional.of(gate);
    for (Gate gate : all) if (gate.takesAny()) return Optional.of(gate);
    return Optional.empty();
  }

  /// The one that requests count for when they do not come as far as being told apart.
  public Gate first() {
    return all.getFirst();
  }

  /// What a payload lacks that is meant for none.
  public Fault notMeantForAny() {
    return Fault.ofWhole(
        all.stream()
            .map(gate -> gate.pipeline().intake().selector())
            .map(Gates::wanted)
            .collect(Collectors.joining(" or ", "send a JSON object with the member ", "")));
  }

  private static String wanted(Intake.Selector selector) {
    return switch (selector) {
      case Intake.Selector.HasMember(var name) -> "\"" + name + "\"";
      case Intake.Selector.Any() -> "of your choice";
    };
  }
}
