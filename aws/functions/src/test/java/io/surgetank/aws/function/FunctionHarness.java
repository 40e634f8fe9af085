package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.aws.emulated.InjectedFaults;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.testkit.backend.TestClock;
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
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The functions over emulated AWS, with the test as the event source mapping.
final class FunctionHarness implements AutoCloseable {
  final TestClock clock = new TestClock();
  final InjectedFaults injectedFaults = new InjectedFaults();
  final EmulatedAwsBackend backend;
  final FunctionWiring functionWiring;
  private final JobIds ids = new JobIds(clock, new Random(7));

  FunctionHarness(Pipelines pipelines) {
    this(pipelines, _ -> {});
  }

  FunctionHarness(Pipelines pipelines, Consumer<String> lines) {
    this(pipelines, lines, new ExecutionInterceptor() {});
  }

  /// @param calls sees every call of AWS
  FunctionHarness(Pipelines pipelines, ExecutionInterceptor calls) {
    this(pipelines, _ -> {}, calls);
  }

  private FunctionHarness(Pipelines pipelines, Consumer<String> lines, ExecutionInterceptor calls) {
    this.backend = new EmulatedAwsBackend(pipelines, clock, injectedFaults, calls);
    var functionSettings =
        new FunctionSettings(
            backend.tableConfig().table(),
            backend.queues().urlPrefix(),
            Optional.empty(),
            "test",
            "secret",
            new FunctionSettings.EndpointOverrides(Optional.empty(), Optional.empty()));
    this.functionWiring =
        FunctionWiring.of(
            functionSettings,
            pipelines,
            new AwsClients(backend.dynamo(), backend.sqs()),
            new JsonLog(functionSettings.stage(), invocationClock(clock), lines));
  }

  static InvocationClock invocationClock(TestClock clock) {
    return new InvocationClock(clock, clock::nanoTime);
  }

  Job put() {
    return put("{}");
  }

  Job put(String payload) {
    return put(ORDERS, payload);
  }

  Job put(Trace trace) {
    return put(new Job(ids.next(), ORDERS, "{}", trace));
  }

  Job put(PipelineName pipeline, String payload) {
    var id = ids.next();
    return put(new Job(id, pipeline, payload, Trace.of(id)));
  }

  private Job put(Job job) {
    return put(Submission.withoutKeys(job));
  }

  /// A job that is processed in order with others of the account.
  Job putFor(String account) {
    var id = ids.next();
    var job = new Job(id, ORDERS, "{}", Trace.of(id));
    return put(Submission.withoutKeys(job).withOrderingKey(OrderingKey.of(account)));
  }

  private Job put(Submission submission) {
    functionWiring.dynamoBackend().jobs().put(List.of(submission));
    return submission.job();
  }

  JobRecord record(Job job) {
    return functionWiring.dynamoBackend().jobs().find(job.id()).orElseThrow();
  }

  /// Another environment, with another clock, over the same table and queues.
  FunctionWiring environment(TestClock other) {
    return FunctionWiring.of(
        functionWiring.functionSettings(),
        functionWiring.pipelines(),
        new AwsClients(backend.dynamo(), backend.sqs()),
        new JsonLog("test", invocationClock(other), _ -> {}));
  }

  /// Sends another message, with another id, for the job.
  void send(Job job) {
    backend
        .sqs()
        .sendMessage(request ->
            request
                .queueUrl(backend.queues().url(ORDERS))
                .messageBody("{\"job\":\"" + job.id() + "\"}"));
  }

  WorkerFunction worker(Handler handler) {
    return worker(functionWiring, handler);
  }

  WorkerFunction worker(FunctionWiring functionWiring, Handler handler) {
    return worker(functionWiring, handler, clock::pass);
  }

  WorkerFunction worker(FunctionWiring functionWiring, Handler handler, Sleeper sleeper) {
    var workers = new HashMap<io.surgetank.core.job.PipelineName, HandlerRunner>();
    functionWiring
        .pipelines()
        .all()
        .forEach(pipeline ->
            workers.put(pipeline.name(), new HandlerRunner(pipeline, handler, new Random(1))));
    return new WorkerFunction(functionWiring, new AttemptExecutor(workers), sleeper);
  }

  /// Receives all messages of the orders' queue.
  List<Message> receive() {
    return receive(ORDERS);
  }

  List<Message> receive(PipelineName pipeline) {
    var all = new ArrayList<Message>();
    List<Message> some;
    do {
      some =
          backend
              .sqs()
              .receiveMessage(request ->
                  request
                      .queueUrl(backend.queues().url(pipeline))
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

  /// Processes a batch and deletes its messages as the mapping does; returns those to be
  /// redelivered.
  List<String> process(WorkerFunction worker, int remainingMillis) throws IOException {
    List<Message> batch = receive();
    // A mapping invokes no function then.
    if (batch.isEmpty()) return List.of();
    List<String> failures = failures(call(worker, event(batch), remainingMillis));
    for (Message message : batch)
      if (!failures.contains(message.messageId()))
        backend
            .sqs()
            .deleteMessage(request ->
                request
                    .queueUrl(backend.queues().url(ORDERS))
                    .receiptHandle(message.receiptHandle()));
    return failures;
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
    var findings = functionWiring.dynamoBackend().ledger().verify().findings();
    backend.close();
    if (!findings.isEmpty()) throw new AssertionError("verification found " + findings);
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
