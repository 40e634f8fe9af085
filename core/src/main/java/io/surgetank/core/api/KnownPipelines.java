package io.surgetank.core.api;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The pipelines that an operator may name: those of the configuration, and former ones that still
/// have jobs.
record KnownPipelines(Pipelines pipelines, Ledger ledger) {

  List<PipelineName> all() {
    var all = new LinkedHashSet<PipelineName>();
    pipelines.all().stream().map(Pipeline::name).forEach(all::add);
    all.addAll(new TreeSet<>(ledger.counters().keySet()));
    return List.copyOf(all);
  }

  /// The pipelines of the configuration.
  List<PipelineName> configured() {
    return pipelines.all().stream().map(Pipeline::name).toList();
  }

  /// The paths to search for clients' ids.
  List<String> paths() {
    return pipelines.all().stream().map(pipeline -> pipeline.intake().path()).distinct().toList();
  }

  Optional<PipelineName> named(String name) {
    return all().stream().filter(known -> known.value().equals(name)).findFirst();
  }

  /// The pipelines that `pipeline=a,b` names; all when it is not given.
  List<PipelineName> of(QueryParameters parameters) {
    List<PipelineName> all = all();
    Optional<String> names = parameters.value("pipeline");
    if (names.isEmpty()) return all;
    var named = new LinkedHashSet<PipelineName>();
    for (String name : names.get().split(",", -1))
      all.stream()
          .filter(known -> known.value().equals(name.strip()))
          .findFirst()
          .ifPresentOrElse(
              named::add,
              () -> parameters.addViolation("'pipeline' must be one or more of " + all));
    return named.isEmpty() ? all : List.copyOf(named);
  }
}
