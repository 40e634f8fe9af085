package io.surgetank.api;

import io.surgetank.accept.Check;
import io.surgetank.accept.Elements;
import io.surgetank.accept.Gate;
import io.surgetank.accept.Gates;
import io.surgetank.accept.KeyHeader;
import io.surgetank.accept.Reading;
import io.surgetank.job.JobKey;
import io.surgetank.store.JobStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Keeps the rates of a path's pipelines. What was accepted before is let by all the same: a replay
/// is no work, and a batch over the rate comes further with each repeat.
interface Admission {

  /// What came of asking.
  sealed interface Turn {
    /// Let by; it took one of the rate's permits.
    record Counted() implements Turn {}

    /// Let by, since a key of it is known.
    record Free() implements Turn {}

    record Held(Check.Held held) implements Turn {}
  }

  Turn of(Gate gate, Supplier<List<JobKey>> keys);

  /// For one submission: the store is asked only when the rate is used up.
  static Admission one(JobStore jobs, LongSupplier nanoTime) {
    return (gate, keys) -> {
      Optional<Check.Held> held = gate.hold(nanoTime.getAsLong());
      if (held.isEmpty()) return new Turn.Counted();
      List<JobKey> some = keys.get();
      boolean known = !some.isEmpty() && !jobs.named(some).isEmpty();
      return known ? new Turn.Free() : new Turn.Held(held.get());
    };
  }

  /// For many: the store is asked once for all whose pipeline has a rate, and before any of them
  /// takes a permit that another needs more.
  static Admission many(Gates gates, JobStore jobs, LongSupplier nanoTime, Many many) {
    List<JobKey> asked = many.keys(gates);
    Set<JobKey> known = asked.isEmpty() ? Set.of() : jobs.named(asked).keySet();
    return (gate, keys) -> {
      if (!known.isEmpty() && !Collections.disjoint(known, keys.get())) return new Turn.Free();
      return gate.hold(nanoTime.getAsLong()).<Turn>map(Turn.Held::new).orElseGet(Turn.Counted::new);
    };
  }

  /// The submissions of one request, each with what the header means for it.
  record Many(List<Elements.Element> elements, List<KeyHeader> headers) {
    private List<JobKey> keys(Gates gates) {
      var keys = new ArrayList<JobKey>();
      if (gates.all().stream().noneMatch(Gate::isLimited)) return keys;
      for (int i = 0; i < elements.size(); i++) {
        KeyHeader header = headers.get(i);
        if (elements.get(i).reading() instanceof Reading.Read(var node, _))
          gates
              .select(node)
              .filter(Gate::isLimited)
              .ifPresent(gate -> keys.addAll(gate.keys(node, header)));
      }
      return keys;
    }
  }
}
