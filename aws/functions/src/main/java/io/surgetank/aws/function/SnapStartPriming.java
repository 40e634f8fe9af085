package io.surgetank.aws.function;

import io.surgetank.aws.queue.JobMessage;
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

/// Runs a function once, over a [StubHttpClient] in place of AWS, before the first event: classes
/// that are loaded and compiled by then cost the first event nothing. With SnapStart they are in
/// the snapshot; without, priming runs with the full CPU that Lambda gives to initialization.
///
/// It uses no table, no queue and no handler, logs no line and counts nothing. When it fails, the
/// start continues.
final class SnapStartPriming {
  private final FunctionWiring wiring;

  private SnapStartPriming(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /// Returns the real wiring after the priming.
  static FunctionWiring before(FunctionWiring real, Consumer<SnapStartPriming> run) {
    try (var stubHttpClient = new StubHttpClient()) {
      run.accept(new SnapStartPriming(real.over(AwsClients.over(stubHttpClient))));
    } catch (RuntimeException failure) {
      real.log().note("PrimingFailed", String.valueOf(failure));
    }
    return real;
  }

  byte[] receive() {
    return new ReceiverFunction(wiring).answer(submission(), Duration.ofHours(1));
  }

  byte[] process() {
    AttemptExecutor idle = AttemptExecutor.idle(wiring.pipelines(), wiring.sources().random());
    return new WorkerFunction(wiring, idle, _ -> {})
        .process(event(put()), () -> Duration.ofHours(1));
  }

  byte[] sweep() {
    return new SweeperFunction(wiring).sweep();
  }

  byte[] recordDeadLetter() {
    return new DeadLetterFunction(wiring).record(event(put()));
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
    return wiring.pipelines().all().getFirst();
  }

  /// The first of the schema's `examples`.
  private String example() {
    JsonNode examples = Json.read(first().intake().schema().json()).path("examples");
    return examples.isArray() && !examples.isEmpty() ? Json.write(examples.get(0)) : "{}";
  }

  private Job put() {
    var id = new JobIds(wiring.clock(), wiring.sources().random()).next();
    var job = new Job(id, first().name(), "{}", Trace.of(id));
    wiring.dynamoBackend().jobs().put(List.of(Submission.withoutKeys(job)));
    return job;
  }

  private byte[] event(Job job) {
    var event = Json.MAPPER.createObjectNode();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", "priming")
        .put("receiptHandle", "priming")
        .put("body", JobMessage.about(job.id()))
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:::" + wiring.queueOf(first()))
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", Long.toString(wiring.clock().millis()));
    return Json.MAPPER.writeValueAsBytes(event);
  }
}
