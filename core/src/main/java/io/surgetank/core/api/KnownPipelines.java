package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetterFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The pipelines that a principal may name: those of the configuration, and former ones that still
/// have jobs.
record KnownPipelines(Pipelines pipelines, Ledger ledger, Principal principal) {

  static KnownPipelines all(ApiParts parts) {
    return new KnownPipelines(parts.pipelines(), parts.ledger(), Principal.OPERATOR);
  }

  /// Only those that the sender of the request may use. [Permission] has checked that there is one.
  KnownPipelines of(Request request) {
    return new KnownPipelines(pipelines, ledger, request.principal());
  }

  List<PipelineName> all() {
    var all = new LinkedHashSet<PipelineName>();
    pipelines.all().stream().map(Pipeline::name).forEach(all::add);
    all.addAll(new TreeSet<>(ledger.counters().keySet()));
    return all.stream().filter(principal::mayUse).toList();
  }

  /// The pipelines of the configuration.
  List<PipelineName> configured() {
    return pipelines.all().stream().map(Pipeline::name).filter(principal::mayUse).toList();
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

  /// The same filter, which an absence of pipelines must not extend to those that the principal may
  /// not use.
  DeadLetterFilter bounded(DeadLetterFilter filter) {
    return principal.isBound() && filter.pipelines().isEmpty()
        ? new DeadLetterFilter(filter.ids(), all(), filter.failureContains())
        : filter;
  }
}
