package io.surgetank.proof.mutations;

import io.surgetank.proof.mutations.Mutant.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mutants of a part, counted.
record MutationScore(String part, List<Mutant> mutants) {
  private static final int ALL = 100;

  MutationScore {
    mutants = List.copyOf(mutants);
  }

  /// The percentage that was killed, rounded down.
  long percent() {
    return mutants.isEmpty() ? 0 : count(Result.KILLED) * ALL / mutants.size();
  }

  Map<String, Long> counts() {
    var counts = new LinkedHashMap<String, Long>();
    counts.put(part + ": mutants", (long) mutants.size());
    counts.put(part + ": killed", count(Result.KILLED));
    counts.put(part + ": survived", count(Result.SURVIVED));
    counts.put(part + ": in code that no test executes", count(Result.NOT_COVERED));
    counts.put(part + ": killed, in percent", percent());
    return counts;
  }

  private long count(Result result) {
    return mutants.stream().filter(mutant -> mutant.result() == result).count();
  }
}
