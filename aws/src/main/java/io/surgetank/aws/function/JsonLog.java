package io.surgetank.aws.function;

import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import io.surgetank.json.Json;
import io.surgetank.store.TrailEntry;
import java.time.InstantSource;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One line of JSON for each event, which CloudWatch reads as a metric too (embedded metric format:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
/// No line holds a payload.
final class JsonLog implements Consumer<Event> {
  private final InstantSource clock;
  private final Consumer<String> lines;

  JsonLog(InstantSource clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void accept(Event event) {
    lines.accept(Json.write(line(event)));
  }

  /// Something that is no change of a job's state.
  void note(String what, String detail) {
    lines.accept(
        Json.write(Json.MAPPER.createObjectNode().put("event", what).put("detail", detail)));
  }

  private ObjectNode line(Event event) {
    return switch (event) {
      case Event.Accepted(var job) -> of("Accepted", job);
      case Event.Replayed(var pipeline, var id) ->
          named("Replayed", pipeline.value(), 1).put("job", id.toString());
      case Event.Rejected(var pipeline, var why, var submissions) ->
          named("Rejected", pipeline.value(), submissions).put("why", why.label());
      case Event.Started(var job, var attempt) ->
          of("Started", job, attempt)
              .put(
                  "QueueDelay",
                  attempt.startedAt().toEpochMilli() - job.acceptedAt().toEpochMilli());
      case Event.Processed(var job, var attempt, var took) ->
          of("Processed", job, attempt).put("ProcessingTime", took.toMillis());
      case Event.Retried(var job, var attempt, var pause, var failure) ->
          of("Retried", job, attempt).put("pauseMillis", pause.toMillis()).put("failure", failure);
      case Event.Died(var job, var attempt, var failure) ->
          of("Died", job, attempt).put("failure", failure);
      case Event.Abandoned(var job, var attempt, var failure) ->
          of("Abandoned", job, attempt).put("failure", failure);
      case Event.Released(var job, var attempt) -> of("Released", job, attempt);
      case Event.Cancelled(var pipeline, var id) ->
          named("Cancelled", pipeline.value(), 1).put("job", id.toString());
      case Event.Operated(var entry) -> operated(entry);
      case Event.Expired(var pipeline, var records) -> named("Expired", pipeline.value(), records);
      case Event.Opened _ -> Json.MAPPER.createObjectNode().put("event", "Opened");
      case Event.Poisoned(var failure) ->
          Json.MAPPER.createObjectNode().put("event", "Poisoned").put("failure", failure);
    };
  }

  private static ObjectNode operated(TrailEntry entry) {
    return Json.MAPPER
        .createObjectNode()
        .put("event", "Operated")
        .put("actor", entry.actor())
        .put("act", entry.act().name())
        .put("jobs", entry.jobs());
  }

  private ObjectNode of(String what, Job job) {
    return named(what, job.pipeline().value(), 1)
        .put("job", job.id().toString())
        .put("trace", job.trace().traceId());
  }

  private ObjectNode of(String what, Job job, Attempt attempt) {
    return of(what, job).put("round", attempt.round()).put("attempt", attempt.number());
  }

  private ObjectNode named(String what, String pipeline, long count) {
    ObjectNode line =
        Json.MAPPER
            .createObjectNode()
            .put("event", what)
            .put("pipeline", pipeline)
            .put(what, count);
    ObjectNode metrics = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode one =
        metrics.putArray("CloudWatchMetrics").addObject().put("Namespace", "Surgetank");
    one.putArray("Dimensions").addArray().add("pipeline");
    var told = one.putArray("Metrics");
    told.addObject().put("Name", what).put("Unit", "Count");
    if (what.equals("Started"))
      told.addObject().put("Name", "QueueDelay").put("Unit", "Milliseconds");
    if (what.equals("Processed"))
      told.addObject().put("Name", "ProcessingTime").put("Unit", "Milliseconds");
    return line;
  }
}
