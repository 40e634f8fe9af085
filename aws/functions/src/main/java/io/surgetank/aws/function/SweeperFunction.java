package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Called by a schedule: sends what was stored and never sent, and what waits although its message
/// must be gone. Whatever is sent is not sent again for a long time, so a long queue alone gives it
/// nothing to do.
public final class SweeperFunction implements RequestStreamHandler {
  private final FunctionWiring functionWiring;

  public SweeperFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::sweep));
  }

  SweeperFunction(FunctionWiring functionWiring) {
    this.functionWiring = functionWiring;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    EventKind.SCHEDULE.read(event.readAllBytes());
    reply.write(sweep());
  }

  byte[] sweep() {
    Map<PipelineName, Long> sent = new HashMap<>(functionWiring.dynamoBackend().outbox().sweep());
    for (Pipeline pipeline : functionWiring.pipelines().all()) {
      PipelineName name = pipeline.name();
      Duration kept = functionWiring.sqsClientAdapter().retention(name);
      sent.merge(
          name,
          (long) functionWiring.dynamoBackend().staleMessageResender().turn(name, kept),
          Long::sum);
    }
    tell(sent);
    long inAll = sent.values().stream().mapToLong(Long::longValue).sum();
    return Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("sent", inAll));
  }

  /// What stands in the records now: no stream of events can tell it.
  private void tell(Map<PipelineName, Long> sent) {
    JsonLog log = functionWiring.log();
    functionWiring
        .dynamoBackend()
        .ledger()
        .counters()
        .forEach((pipeline, pipelineCounters) ->
            log.tell(
                log.line("Ledger", pipeline)
                    .count("Waiting", pipelineCounters.waiting())
                    .count("DeadLetters", pipelineCounters.deadLetters())
                    .count("RedrivenTotal", pipelineCounters.redriven())
                    .count("Swept", sent.getOrDefault(pipeline, 0L))));
  }
}
