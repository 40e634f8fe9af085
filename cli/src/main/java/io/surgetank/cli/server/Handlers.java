package io.surgetank.cli.server;

import io.surgetank.core.configuration.ConfigurationError;
import io.surgetank.core.configuration.NamedHandler;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The handlers of all pipelines.
public record Handlers(Map<PipelineName, Handler> byPipeline) {
  public Handlers {
    byPipeline = Map.copyOf(byPipeline);
  }

  public Handler of(Pipeline pipeline) {
    return Objects.requireNonNull(byPipeline.get(pipeline.name()), "every pipeline has a handler");
  }

  /// Empty if a handler is unusable; [#errors] has the reasons.
  public static Optional<Handlers> of(Pipelines pipelines, HandlerCatalog catalog) {
    var ready = new LinkedHashMap<PipelineName, Handler>();
    for (Pipeline pipeline : pipelines.all())
      if (catalog.find(pipeline.work().handler()) instanceof HandlerCatalog.Found.Ready(var found))
        ready.put(pipeline.name(), found);
    return ready.size() == pipelines.all().size()
        ? Optional.of(new Handlers(ready))
        : Optional.empty();
  }

  /// All errors of the handlers that a configuration names.
  public static List<ConfigurationError> errors(List<NamedHandler> named, HandlerCatalog catalog) {
    var errors = new ArrayList<ConfigurationError>();
    for (NamedHandler each : named)
      switch (catalog.find(each.handler())) {
        case HandlerCatalog.Found.Ready(_) -> {}
        case HandlerCatalog.Found.Invalid(var problems) ->
            problems.forEach(problem -> errors.add(each.error(problem)));
      }
    return errors;
  }
}
