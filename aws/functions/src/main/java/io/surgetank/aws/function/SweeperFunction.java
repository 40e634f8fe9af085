package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.table.QueueState;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Invoked by a schedule: sends the messages of jobs that were stored and never sent, and of jobs
/// that wait although SQS must have deleted their message. A long queue alone gives it nothing to
/// send. A pipeline whose jobs cannot be read does not keep the others from being swept; the
/// invocation then fails, so that the alarm on its errors reports it.
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
    functionWiring.clock().begin();
    Map<PipelineName, Long> sent = new HashMap<>();
    Map<PipelineName, RuntimeException> failures = new LinkedHashMap<>();
    for (Pipeline pipeline : functionWiring.pipelines().all()) {
      PipelineName name = pipeline.name();
      try {
        sent.put(name, resend(name));
      } catch (RuntimeException failed) {
        failures.put(name, failed);
      }
    }
    if (!failures.isEmpty()) throw failure(failures, sent);
    logCounts(sent);
    long total = sent.values().stream().mapToLong(Long::longValue).sum();
    return Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("sent", total));
  }

  private long resend(PipelineName name) {
    QueueState queueState = functionWiring.queueOperations().state(name);
    return functionWiring.dynamoBackend().messageResender().resend(name, queueState);
  }

  /// Logs the counts if it can: the table may be the cause of the failures.
  private RuntimeException failure(
      Map<PipelineName, RuntimeException> failures, Map<PipelineName, Long> sent) {
    var failure = new IllegalStateException("these pipelines were not swept: " + failures);
    failures.values().forEach(failure::addSuppressed);
    try {
      logCounts(sent);
    } catch (RuntimeException unread) {
      failure.addSuppressed(unread);
    }
    return failure;
  }

  /// Logs the current counts, which no event contains.
  private void logCounts(Map<PipelineName, Long> sent) {
    JsonLog log = functionWiring.log();
    functionWiring
        .dynamoBackend()
        .ledger()
        .counters()
        .forEach((pipeline, pipelineCounters) ->
            log.write(
                log.line("Ledger", pipeline)
                    .count("UnfinishedJobs", pipelineCounters.unfinished())
                    .count("DeadLetters", pipelineCounters.deadLetters())
                    .count("RedrivenTotal", pipelineCounters.redriven())
                    .count("Swept", sent.getOrDefault(pipeline, 0L))));
  }
}
