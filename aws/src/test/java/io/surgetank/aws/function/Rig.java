package io.surgetank.aws.function;

import static io.surgetank.contract.Samples.ORDERS;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.local.AwsBackend;
import io.surgetank.aws.local.Faults;
import io.surgetank.backend.Clockwork;
import io.surgetank.handler.Pause;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobRecord;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.Trace;
import io.surgetank.json.Json;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.Submission;
import io.surgetank.work.Handler;
import io.surgetank.work.Worker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The functions over local AWS, with the test as the mapping between queue and function.
final class Rig implements AutoCloseable {
  final Clockwork clock = new Clockwork();
  final Faults faults = new Faults();
  final AwsBackend backend;
  final Installation installation;
  private final JobIds ids = new JobIds(clock, new Random(7));

  Rig(Pipelines pipelines) {
    this(pipelines, _ -> {});
  }

  Rig(Pipelines pipelines, Consumer<String> lines) {
    this.backend = new AwsBackend(pipelines, clock, faults);
    var settings =
        new Settings(
            backend.layout().table(),
            backend.queues().urlPrefix(),
            Optional.empty(),
            "test",
            "secret",
            new Settings.Endpoints(Optional.empty(), Optional.empty()));
    this.installation =
        Installation.of(
            settings,
            pipelines,
            new Clients(backend.dynamo(), backend.sqs()),
            new JsonLog(settings.stage(), clock, lines));
  }

  Job put() {
    return put("{}");
  }

  Job put(String payload) {
    var id = ids.next();
    return put(new Job(id, ORDERS, payload, Trace.of(id)));
  }

  Job put(Trace trace) {
    return put(new Job(ids.next(), ORDERS, "{}", trace));
  }

  private Job put(Job job) {
    return put(Submission.withoutKeys(job));
  }

  /// A job that is worked in one order with others of the account.
  Job putFor(String account) {
    var id = ids.next();
    var job = new Job(id, ORDERS, "{}", Trace.of(id));
    return put(Submission.withoutKeys(job).behind(OrderingKey.of(account)));
  }

  private Job put(Submission submission) {
    installation.tank().jobs().put(List.of(submission));
    return submission.job();
  }

  JobRecord record(Job job) {
    return installation.tank().jobs().find(job.id()).orElseThrow();
  }

  /// Another environment, with a clock of its own, over the same table and queues.
  Installation environment(Clockwork other) {
    return Installation.of(
        installation.settings(),
        installation.pipelines(),
        new Clients(backend.dynamo(), backend.sqs()),
        new JsonLog("test", other, _ -> {}));
  }

  /// One more message about the job, with an id of its own.
  void send(Job job) {
    backend
        .sqs()
        .sendMessage(request ->
            request
                .queueUrl(backend.queues().url(ORDERS))
                .messageBody("{\"job\":\"" + job.id() + "\"}"));
  }

  WorkerFunction worker(Handler handler) {
    return worker(installation, handler);
  }

  WorkerFunction worker(Installation installation, Handler handler) {
    return worker(installation, handler, clock::pass);
  }

  WorkerFunction worker(Installation installation, Handler handler, Pause pause) {
    var workers = new HashMap<io.surgetank.job.PipelineName, Worker>();
    installation
        .pipelines()
        .all()
        .forEach(
            pipeline -> workers.put(pipeline.name(), new Worker(pipeline, handler, new Random(1))));
    return new WorkerFunction(installation, new Workers(workers), pause);
  }

  /// What waits in the orders' queue, as Lambda hands it over.
  List<Message> receive() {
    var all = new ArrayList<Message>();
    List<Message> some;
    do {
      some =
          backend
              .sqs()
              .receiveMessage(request ->
                  request
                      .queueUrl(backend.queues().url(ORDERS))
                      .maxNumberOfMessages(10)
                      .visibilityTimeout(60)
                      .waitTimeSeconds(0)
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  byte[] event(List<Message> messages) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    var records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode record =
          records
              .addObject()
              .put("messageId", message.messageId())
              .put("receiptHandle", message.receiptHandle())
              .put("body", message.body())
              .put("eventSource", "aws:sqs")
              .put(
                  "eventSourceARN",
                  "arn:aws:sqs:eu-central-1:000000000000:" + backend.queues().name(ORDERS));
      ObjectNode attributes = record.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
    }
    return Json.MAPPER.writeValueAsBytes(event);
  }

  /// Works a batch and does with its messages what the mapping does; answers which come again.
  List<String> work(WorkerFunction worker, int remainingMillis) throws IOException {
    List<Message> batch = receive();
    // A mapping calls nobody then.
    if (batch.isEmpty()) return List.of();
    List<String> again = failures(call(worker, event(batch), remainingMillis)).stream().toList();
    for (Message message : batch)
      if (!again.contains(message.messageId()))
        backend
            .sqs()
            .deleteMessage(request ->
                request
                    .queueUrl(backend.queues().url(ORDERS))
                    .receiptHandle(message.receiptHandle()));
    return again;
  }

  static List<String> failures(JsonNode reply) {
    var ids = new ArrayList<String>();
    for (JsonNode failure : reply.path("batchItemFailures"))
      ids.add(failure.path("itemIdentifier").stringValue());
    return ids;
  }

  static JsonNode call(RequestStreamHandler function, byte[] event, int remainingMillis)
      throws IOException {
    var reply = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event), reply, new Remaining(remainingMillis));
    return Json.read(reply.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    var findings = installation.tank().ledger().audit().findings();
    backend.close();
    if (!findings.isEmpty()) throw new AssertionError("the audit found " + findings);
  }

  private record Remaining(int getRemainingTimeInMillis) implements Context {
    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "";
    }

    @Override
    public String getFunctionVersion() {
      return "";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }

  static Map<String, String> environment(String... pairs) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) environment.put(pairs[i], pairs[i + 1]);
    return environment;
  }
}
