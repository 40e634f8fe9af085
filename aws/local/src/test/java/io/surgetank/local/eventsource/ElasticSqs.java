package io.surgetank.local.eventsource;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.local.services.LocalClients;
import io.surgetank.local.services.ServiceEndpoints;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue and its dead-letter queue in an ElasticMQ with the test's clock.
final class ElasticSqs implements MessagePool {
  static final String REGION = "eu-central-1";
  private static final ActorSystem ACTORS = ActorSystem.create("elasticmq");

  private final InstantSource clock;
  private final SQSRestServer server;
  private final SqsClient sqs;
  private final String url;
  private final Optional<String> deadUrl;
  private final SqsSource source;

  ElasticSqs(SqsQueue sqsQueue, InstantSource clock) {
    this.clock = clock;
    ActorRef queues =
        ACTORS.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new Now(clock), StrictSQSLimits$.MODULE$, scala.Option.empty())));
    this.server =
        SQSRestServerBuilder.withActorSystem(ACTORS)
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    this.sqs =
        LocalClients.of(ServiceEndpoints.both(URI.create("http://127.0.0.1:" + port)), REGION)
            .sqs();
    this.deadUrl =
        sqsQueue.redrive().map(to -> create(to.deadLetterQueue().name(), attributes(sqsQueue)));
    this.url = create(sqsQueue.name(), attributesWithRedrive(sqsQueue));
    this.source =
        new SqsSource(sqs, url, new QueueArn(REGION, "000000000000", sqsQueue.name()), clock);
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
  }

  private static Map<QueueAttributeName, String> attributes(SqsQueue sqsQueue) {
    var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "" + sqsQueue.visibility().toSeconds());
    if (sqsQueue.kind().isFifo()) attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    return attributes;
  }

  private static Map<QueueAttributeName, String> attributesWithRedrive(SqsQueue sqsQueue) {
    Map<QueueAttributeName, String> attributes = attributes(sqsQueue);
    sqsQueue
        .redrive()
        .ifPresent(to ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                Json.MAPPER
                    .createObjectNode()
                    .put(
                        "deadLetterTargetArn",
                        new QueueArn(REGION, "000000000000", to.deadLetterQueue().name())
                            .toString())
                    .put("maxReceiveCount", to.maxReceiveCount())
                    .toString()));
    return attributes;
  }

  SqsClient client() {
    return sqs;
  }

  String url() {
    return url;
  }

  @Override
  public void send(String body) {
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  @Override
  public void send(String group, String body) {
    sqs.sendMessage(request ->
        request.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(body));
  }

  @Override
  public List<PolledMessage> receive(int max, Duration longest) {
    return source.receive(max, longest);
  }

  @Override
  public int delete(List<PolledMessage> messages) {
    return source.delete(messages);
  }

  @Override
  public void hide(PolledMessage message, Duration time) {
    sqs.changeMessageVisibility(request ->
        request
            .queueUrl(url)
            .receiptHandle(message.handle())
            .visibilityTimeout(Math.toIntExact(time.toSeconds())));
  }

  @Override
  public Optional<Instant> nextChange() {
    return Optional.of(clock.instant().plusSeconds(1));
  }

  @Override
  public int left() {
    Map<QueueAttributeName, String> numbers =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return number(numbers, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + number(numbers, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static int number(Map<QueueAttributeName, String> numbers, QueueAttributeName name) {
    return Integer.parseInt(numbers.getOrDefault(name, "0"));
  }

  @Override
  public List<String> dead() {
    var bodies = new ArrayList<String>();
    List<Message> some = deadLetters();
    while (!some.isEmpty()) {
      some.forEach(message -> bodies.add(message.body()));
      some = deadLetters();
    }
    return bodies;
  }

  private List<Message> deadLetters() {
    return sqs.receiveMessage(
            request -> request.queueUrl(deadUrl.orElseThrow()).maxNumberOfMessages(10))
        .messages();
  }

  @Override
  public void close() {
    sqs.close();
    server.stopAndWait();
  }

  /// The clock's time, moved an hour ahead: ElasticMQ's HTTP server stamps messages by the wall
  /// clock, and they must be due.
  private static final class Now extends NowProvider {
    private final InstantSource clock;
    private final long ahead;

    Now(InstantSource clock) {
      this.clock = clock;
      this.ahead = super.nowMillis() + Duration.ofHours(1).toMillis() - clock.millis();
    }

    @Override
    public long nowMillis() {
      return clock.millis() + ahead;
    }
  }
}
