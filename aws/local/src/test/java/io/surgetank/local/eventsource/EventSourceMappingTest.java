package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The mapping with its threads, over ElasticMQ. The test advances the time.
@Timeout(60)
class EventSourceMappingTest {
  private final BlockingQueue<Invoker.Call> calls = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private final MappingConfig mappingConfig = withMaximum(config(queue(3), 10), 2);
  private final ElasticSqs sqs = new ElasticSqs(mappingConfig.sqsQueue(), () -> now);

  private final List<EventSourceMapping> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EventSourceMapping::close);
    sqs.close();
  }

  private EventSourceMapping mapping(QueueSource queueSource, Invoker invoker) {
    var mapping =
        new EventSourceMapping(
            mappingConfig, new MappingDependencies(queueSource, invoker, () -> now, new Random(1)));
    opened.add(mapping);
    return mapping;
  }

  private InvocationResult process(String function, Invoker.Call call) {
    assertThat(function).isEqualTo("local-worker");
    calls.add(call);
    return FakeLambda.ok();
  }

  private Invoker.Call next() throws InterruptedException {
    Invoker.Call call = calls.poll(30, TimeUnit.SECONDS);
    assertThat(call).as("an invocation within 30 s").isNotNull();
    return call;
  }

  private static List<String> bodies(Invoker.Call call) {
    return Json.read(new String(call.event(), UTF_8))
        .path("Records")
        .valueStream()
        .map(record -> record.path("body").asString())
        .toList();
  }

  @Test
  void a_message_is_passed_to_the_function_and_deleted() throws InterruptedException {
    EventSourceMapping mapping = mapping(sqs, this::process).start();
    sqs.client().sendMessage(request -> request.queueUrl(sqs.url()).messageBody("a \"quoted\" ü"));

    Invoker.Call call = next();
    mapping.close();

    var record = Json.read(new String(call.event(), UTF_8)).path("Records").path(0);
    assertThat(record.path("body").asString()).isEqualTo("a \"quoted\" ü");
    assertThat(record.path("eventSourceARN").asString())
        .isEqualTo("arn:aws:sqs:eu-central-1:000000000000:local-orders");
    assertThat(record.path("attributes").path("ApproximateReceiveCount").asString()).isEqualTo("1");
    assertThat(record.path("attributes").path("SentTimestamp").asString()).matches("[0-9]{13}");
    assertThat(record.path("md5OfBody").asString()).matches("[0-9a-f]{32}");
    assertThat(call.trace()).startsWith("Root=1-");
    assertThat(mapping.counts().deleted()).isEqualTo(1);
    assertThat(sqs.left()).isZero();
  }

  @Test
  void a_hundred_messages_are_processed_once_each() throws InterruptedException {
    for (int i = 0; i < 100; i++) sqs.send("m" + i);
    int seen = 0;
    EventSourceMapping mapping = mapping(sqs, this::process).start();
    while (seen < 100) seen += bodies(next()).size();
    mapping.close();

    assertThat(mapping.counts().deleted()).isEqualTo(100);
    assertThat(mapping.counts().peak()).isLessThanOrEqualTo(2);
    assertThat(calls).isEmpty();
    assertThat(sqs.left()).isZero();
  }

  @Test
  void closing_waits_for_the_running_invocation_and_deletes_its_messages() throws Exception {
    var finish = new CountDownLatch(1);
    EventSourceMapping mapping =
        mapping(
            sqs,
            (function, call) -> {
              calls.add(call);
              finish.await();
              return FakeLambda.ok();
            });
    sqs.send("a");
    mapping.start();
    next();

    var released = new AtomicBoolean();
    var closedAfterwards = new AtomicBoolean();
    Thread closing =
        Thread.ofVirtual()
            .start(() -> {
              mapping.close();
              closedAfterwards.set(released.get());
            });
    released.set(true);
    finish.countDown();
    closing.join();

    assertThat(closedAfterwards).isTrue();
    assertThat(sqs.left()).isZero();
    assertThat(mapping.counts().concurrency()).isZero();
  }

  /// By the test's clock.
  @Test
  void a_throttled_invocation_is_retried_when_due() throws InterruptedException {
    var invocations = new AtomicInteger();
    Invoker invoker =
        (function, call) -> {
          if (invocations.getAndIncrement() > 0) return process(function, call);
          calls.add(call);
          return new InvocationResult.Throttled(
              InvocationResult.Reason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
        };
    sqs.send("a");
    EventSourceMapping mapping = mapping(sqs, invoker);
    mapping.tick();
    next();
    while (mapping.counts().throttles() == 0) Thread.onSpinWait();
    mapping.tick();
    assertThat(calls).isEmpty();

    now = now.plusSeconds(1);
    mapping.tick();
    next();
    mapping.close();
    assertThat(sqs.left()).isZero();
  }

  @Test
  void an_invoker_that_throws_is_a_failed_invocation() throws InterruptedException {
    Invoker invoker =
        (_, call) -> {
          calls.add(call);
          throw new IllegalStateException("no");
        };
    sqs.send("a");
    EventSourceMapping mapping = mapping(sqs, invoker).start();
    next();
    mapping.close();

    assertThat(mapping.counts().failures()).isEqualTo(1);
    assertThat(sqs.left()).isEqualTo(1);
  }

  @Test
  void a_failed_poll_is_retried() throws InterruptedException {
    var polls = new AtomicInteger();
    QueueSource flaky =
        new QueueSource() {
          @Override
          public List<PolledMessage> receive(int max, Duration longest) {
            if (polls.incrementAndGet() <= 2) throw new IllegalStateException("down");
            return sqs.receive(max, longest);
          }

          @Override
          public int delete(List<PolledMessage> messages) {
            return sqs.delete(messages);
          }
        };
    sqs.send("a");
    EventSourceMapping mapping = mapping(flaky, this::process);
    mapping.tick();
    while (mapping.counts().failedPolls() < 2) Thread.onSpinWait();

    now = now.plusSeconds(1);
    mapping.tick();
    next();
    mapping.close();
    assertThat(sqs.left()).isZero();
  }
}
