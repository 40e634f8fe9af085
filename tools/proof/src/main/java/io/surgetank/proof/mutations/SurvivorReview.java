package io.surgetank.proof.mutations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares the survivors of a part with the explained ones.
///
/// @param unexplained no test kills them, and no explanation matches
/// @param explained each used explanation, with the number of its mutants
/// @param unused explanations that match no mutant
record SurvivorReview(
    List<Mutant> unexplained,
    Map<ExplainedSurvivor, Long> explained,
    List<ExplainedSurvivor> unused) {

  /// The first explanation that matches counts.
  static SurvivorReview of(List<Mutant> mutants, List<ExplainedSurvivor> explanations) {
    var unexplained = new ArrayList<Mutant>();
    var explained = new LinkedHashMap<ExplainedSurvivor, Long>();
    for (Mutant mutant : mutants) {
      if (mutant.isKilled()) continue;
      explanations.stream()
          .filter(each -> each.matches(mutant))
          .findFirst()
          .ifPresentOrElse(
              each -> explained.merge(each, 1L, Long::sum), () -> unexplained.add(mutant));
    }
    List<ExplainedSurvivor> unused =
        explanations.stream().filter(each -> !explained.containsKey(each)).toList();
    return new SurvivorReview(unexplained, explained, unused);
  }

  /// What a person has to change, a sentence for each.
  List<String> violations() {
    var violations = new ArrayList<String>();
    for (Mutant mutant : unexplained) violations.add(mutant.description());
    for (ExplainedSurvivor each : unused)
      violations.add("this explanation matches no survivor: " + each.description());
    return violations;
  }

  /// The reasons, each once, with the number of its mutants.
  Map<String, Long> reasons() {
    var reasons = new LinkedHashMap<String, Long>();
    explained.forEach((each, count) -> {
      String className = each.className().substring(each.className().lastIndexOf('.') + 1);
      reasons.merge("`%s`: %s".formatted(className, each.reason()), count, Long::sum);
    });
    return reasons;
  }
}
