package io.surgetank.aws.function;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.OperatorAction;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a line of JSON, with its metrics, for each event. No line contains a payload.
final class JsonLog implements Consumer<Event> {
  /// Enough to find the cause; a log line is bounded.
  private static final int MAX_PLACES = 10;

  private static final int MAX_CAUSES = 5;

  private final String stage;
  private final InvocationClock clock;
  private final Consumer<String> lines;

  JsonLog(String stage, InvocationClock clock, Consumer<String> lines) {
    this.stage = stage;
    this.clock = clock;
    this.lines = lines;
  }

  InvocationClock clock() {
    return clock;
  }

  @Override
  public void accept(Event event) {
    lines.accept(line(event));
  }

  /// Writes a line that is neither a change of a job's state nor a metric.
  void note(String what, String detail) {
    lines.accept(
        Json.write(Json.MAPPER.createObjectNode().put("event", what).put("detail", detail)));
  }

  /// An unexpected error that a client was answered for, under the id that the client may have.
  void incident(String instance, Throwable cause) {
    ObjectNode line =
        Json.MAPPER
            .createObjectNode()
            .put("event", "Incident")
            .put("level", "ERROR")
            .put("detail", instance + " " + cause);
    ArrayNode stack = line.putArray("stackTrace");
    Throwable at = cause;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++, at = at.getCause()) {
      if (depth > 0) stack.add("caused by " + at);
      Arrays.stream(at.getStackTrace()).limit(MAX_PLACES).forEach(it -> stack.add("at " + it));
    }
    lines.accept(Json.write(line));
  }

  void write(MetricLine line) {
    lines.accept(line.text());
  }

  MetricLine line(String event, PipelineName pipeline) {
    return new MetricLine(event, clock.instant(), stage, pipeline.value());
  }

  private String line(Event event) {
    return switch (event) {
      case Event.Accepted(var job) -> of("Accepted", job).count("Received", 1).text();
      case Event.Replayed(var pipeline, var id) ->
          counted("Replayed", pipeline, 1).count("Received", 1).with("job", id.toString()).text();
      case Event.Rejected(var pipeline, var why, var submissions) ->
          line("Rejected", pipeline)
              .countBy("Reason", why.label(), "Rejected", submissions)
              .count("Received", submissions)
              .text();
      case Event.Started(var job, var attempt) -> of("Started", job, attempt).text();
      case Event.Processed(var job, var attempt, var took) ->
          of("Processed", job, attempt)
              .time("ProcessingTime", took)
              .time("JobTime", Duration.between(job.acceptedAt(), attempt.startedAt()).plus(took))
              .text();
      case Event.Retried(var job, var attempt, var wait, var failure, _) ->
          of("Retried", job, attempt)
              .time("ProcessingTime", Duration.between(attempt.startedAt(), clock.instant()))
              .with("retryInMillis", wait.toMillis())
              .with("failure", failure)
              .text();
      case Event.DeadLettered(var job, var attempt, var failure, _) ->
          of("DeadLettered", job, attempt).with("failure", failure).text();
      case Event.Abandoned(var job, var attempt, var failure) ->
          of("Abandoned", job, attempt).with("failure", failure).text();
      case Event.Released(var job, var attempt) -> of("Released", job, attempt).text();
      case Event.Cancelled(var pipeline, var id) ->
          counted("Cancelled", pipeline, 1).with("job", id.toString()).text();
      case Event.Moved(var from, var to, var id) ->
          line("Moved", from).with("to", to.value()).with("job", id.toString()).text();
      case Event.OperatorActed(var entry) -> operatorAction(entry);
      case Event.Expired(var pipeline, var records) -> counted("Expired", pipeline, records).text();
      case Event.Opened _ -> plain("Opened", "");
      case Event.StoreDegraded(var condition, var detail) ->
          plain("StoreDegraded", condition.label() + ": " + detail);
      case Event.StoreRestored(var condition) -> plain("StoreRestored", condition.label());
      case Event.StoreFailed(var failure) -> plain("StoreFailed", failure);
    };
  }

  private static String operatorAction(OperatorAction entry) {
    return Json.write(
        Json.MAPPER
            .createObjectNode()
            .put("event", "OperatorAction")
            .put("actor", entry.actor())
            .put("action", entry.type().name())
            .put("jobs", entry.jobs()));
  }

  private static String plain(String what, String failure) {
    return Json.write(Json.MAPPER.createObjectNode().put("event", what).put("failure", failure));
  }

  private MetricLine of(String what, Job job) {
    return counted(what, job.pipeline(), 1)
        .with("job", job.id().toString())
        .with("trace", job.trace().traceId());
  }

  private MetricLine of(String what, Job job, Attempt attempt) {
    return of(what, job).with("round", attempt.roundNumber()).with("attempt", attempt.number());
  }

  private MetricLine counted(String what, PipelineName pipeline, long count) {
    return line(what, pipeline).count(what, count);
  }
}
