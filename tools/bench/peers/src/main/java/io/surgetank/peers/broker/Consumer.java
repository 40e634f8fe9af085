package io.surgetank.peers.broker;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.sql.ResultTable;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;

/// Processes orders in groups: one commit of the results, then one of the session. After a crash
/// between the two, messages are redelivered and change nothing.
final class Consumer implements AutoCloseable {
  /// The table has one writer; a second consumer receives while the first commits.
  static final int COUNT = 2;

  private static final int GROUP = 256;
  private static final long WAIT_MILLIS = 500;

  private final ClientSession session;
  private final ResultTable resultTable;
  private final Thread thread;
  private volatile boolean stopping;

  private Consumer(ClientSession session, ResultTable resultTable) {
    this.session = session;
    this.resultTable = resultTable;
    this.thread = Thread.ofPlatform().name("consumer").unstarted(this::run);
  }

  static Consumer start(ClientSessionFactory connection, ResultTable resultTable) {
    try {
      var session = connection.createSession(false, false);
      var consumer = new Consumer(session, resultTable);
      consumer.thread.start();
      return consumer;
    } catch (ActiveMQException failed) {
      throw new IllegalStateException("cannot start the consumer", failed);
    }
  }

  private void run() {
    try (var consumer = session.createConsumer(Journal.QUEUE)) {
      var _ = session.start();
      while (!stopping) processGroup(consumer);
    } catch (ActiveMQException failed) {
      if (!stopping) throw new IllegalStateException("the consumer failed", failed);
    }
  }

  private void processGroup(ClientConsumer consumer) throws ActiveMQException {
    var orders = new ArrayList<Order>();
    ClientMessage message = consumer.receive(WAIT_MILLIS);
    while (message != null) {
      orders.add(
          new Order(
              UUID.fromString(message.getStringProperty(Sender.ID)),
              message.getBodyBuffer().readString()));
      message.acknowledge();
      message = orders.size() < GROUP ? consumer.receiveImmediate() : null;
    }
    if (orders.isEmpty()) return;
    resultTable.store(orders);
    session.commit();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
      session.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ActiveMQException failed) {
      throw new IllegalStateException("cannot close the session", failed);
    }
  }
}
