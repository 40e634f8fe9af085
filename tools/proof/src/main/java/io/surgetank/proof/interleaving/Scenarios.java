package io.surgetank.proof.interleaving;

import java.util.List;
import java.util.stream.Stream;

/// All scenarios, in the order in which they run.
final class Scenarios {
  static final List<Scenario> ALL =
      Stream.of(
              StoreScenarios.ALL,
              FlushScenarios.ALL,
              LeaseScenarios.ALL,
              PoolScenarios.ALL,
              StopScenarios.ALL)
          .flatMap(List::stream)
          .toList();

  private Scenarios() {}

  static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no such scenario: "
                    + name
                    + "; there are "
                    + ALL.stream().map(Scenario::name).toList()));
  }
}
