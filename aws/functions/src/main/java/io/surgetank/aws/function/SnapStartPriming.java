package io.surgetank.aws.function;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Goes a function's whole way once before the first event comes, over a [StubHttpClient] in place
/// of AWS: what is loaded and compiled by then costs the first event nothing. With SnapStart it
/// stands in the snapshot; without, it runs at the full speed that Lambda gives to a start.
///
/// No table, no queue and no handler is touched, no line is logged and nothing is counted. When it
/// goes wrong, the start goes on.
final class SnapStartPriming {
  private final FunctionWiring stage;

  private SnapStartPriming(FunctionWiring stage) {
    this.stage = stage;
  }

  /// The installation itself, after the rehearsal.
  static FunctionWiring before(FunctionWiring real, Consumer<SnapStartPriming> play) {
    try (var stubHttpClient = new StubHttpClient()) {
      play.accept(new SnapStartPriming(real.over(AwsClients.over(stubHttpClient))));
    } catch (RuntimeException surprise) {
      real.log().note("Unrehearsed", String.valueOf(surprise));
    }
    return real;
  }

  byte[] receive() {
    return new ReceiverFunction(stage).answer(submission(), Duration.ofHours(1));
  }

  byte[] work() {
    PipelineWorkers idle = PipelineWorkers.idle(stage.pipelines(), stage.random());
    return new WorkerFunction(stage, idle, _ -> {}).work(event(put()), () -> Duration.ofHours(1));
  }

  byte[] sweep() {
    return new SweeperFunction(stage).sweep();
  }

  byte[] bury() {
    return new DeadLetterFunction(stage).record(event(put()));
  }

  private byte[] submission() {
    var event = Json.MAPPER.createObjectNode().put("version", "2.0");
    event.put("rawPath", first().intake().path()).put("rawQueryString", "");
    event.putObject("headers").put("content-type", "application/json");
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", "POST");
    event.put("body", example()).put("isBase64Encoded", false);
    return Json.MAPPER.writeValueAsBytes(event);
  }

  private Pipeline first() {
    return stage.pipelines().all().getFirst();
  }

  /// The first of the schema's own examples.
  private String example() {
    JsonNode examples = Json.read(first().intake().schema().json()).path("examples");
    return examples.isArray() && !examples.isEmpty() ? Json.write(examples.get(0)) : "{}";
  }

  private Job put() {
    var id = new JobIds(stage.clock(), stage.random()).next();
    var job = new Job(id, first().name(), "{}", Trace.of(id));
    stage.dynamoBackend().jobs().put(List.of(Submission.withoutKeys(job)));
    return job;
  }

  private byte[] event(Job job) {
    var event = Json.MAPPER.createObjectNode();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", "rehearsed")
        .put("receiptHandle", "rehearsed")
        .put("body", "{\"job\":\"" + job.id() + "\"}")
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:::" + stage.queueOf(first()))
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", Long.toString(stage.clock().millis()));
    return Json.MAPPER.writeValueAsBytes(event);
  }
}
