package io.surgetank.setup;

import io.surgetank.handler.HandlerCatalog;
import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The handlers of all pipelines, or everything that is wrong with them.
public sealed interface Handlers {
  record Ready(Map<PipelineName, Handler> byPipeline) implements Handlers {
    public Ready {
      byPipeline = Map.copyOf(byPipeline);
    }

    public Handler of(Pipeline pipeline) {
      return Objects.requireNonNull(byPipeline.get(pipeline.name()), "every pipeline has one");
    }
  }

  record Faulty(List<String> faults) implements Handlers {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  static Handlers of(Pipelines pipelines, HandlerCatalog catalog) {
    var ready = new LinkedHashMap<PipelineName, Handler>();
    var faults = new ArrayList<String>();
    for (Pipeline pipeline : pipelines.all()) {
      switch (catalog.find(pipeline.work().handler())) {
        case HandlerCatalog.Found.Ready(var handler) -> ready.put(pipeline.name(), handler);
        case HandlerCatalog.Found.Faulty(var found) ->
            found.forEach(fault -> faults.add("pipeline " + pipeline.name() + ": " + fault));
      }
    }
    return faults.isEmpty() ? new Ready(ready) : new Faulty(faults);
  }
}
