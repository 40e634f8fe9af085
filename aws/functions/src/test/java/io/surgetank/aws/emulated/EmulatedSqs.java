package io.surgetank.aws.emulated;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;

/// ElasticMQ with the test's clock, which visibility timeouts follow.
public final class EmulatedSqs implements AutoCloseable {
  private static final ActorSystem ACTORS = ActorSystem.create("elasticmq");

  private final ActorRef queues;
  private final SQSRestServer server;
  private final URI endpoint;

  public EmulatedSqs(InstantSource clock) {
    this.queues =
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
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  public URI endpoint() {
    return endpoint;
  }

  /// Does not wait: the server closes its connections first, which takes a second, and its port is
  /// not used again.
  @Override
  public void close() {
    var _ = server.stopAndGetFuture().apply();
    ACTORS.stop(queues);
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
