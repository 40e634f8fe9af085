package io.surgetank.peers.broker;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.sql.PeerDatabase;
import io.surgetank.peers.sql.ResultTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/// Orders as durable messages of an embedded Artemis; results in a table. A waiting order cannot be
/// looked up.
public final class ArtemisPeer implements Peer {
  /// The maximum number of concurrent sends.
  private static final int SENDERS = 64;

  private final PeerDatabase peerDatabase;
  private final ResultTable resultTable;
  private final EmbeddedActiveMQ broker;
  private final ServerLocator locator;
  private final ClientSessionFactory connection;
  private final BlockingQueue<Sender> senders = new ArrayBlockingQueue<>(SENDERS);
  private final List<Consumer> consumers = new ArrayList<>();

  public ArtemisPeer(PeerDatabase peerDatabase, Path folder) {
    this.peerDatabase = peerDatabase;
    this.resultTable = new ResultTable(peerDatabase);
    this.broker = new EmbeddedActiveMQ();
    try {
      var _ = broker.setConfiguration(Journal.in(folder)).start();
      this.locator = ActiveMQClient.createServerLocator("vm://0");
      // A send returns when the journal is synced; consumed messages are acknowledged by commits.
      var _ = locator.setBlockOnDurableSend(true).setBlockOnAcknowledge(false);
      this.connection = locator.createSessionFactory();
      for (int i = 0; i < SENDERS; i++) senders.add(Sender.over(connection));
    } catch (Exception failed) {
      throw new IllegalStateException("cannot start Artemis", failed);
    }
  }

  @Override
  public void accept(Order order) {
    try {
      Sender sender = senders.take();
      try {
        sender.send(order);
      } finally {
        senders.add(sender);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the peer is stopping", interrupted);
    } catch (ActiveMQException failed) {
      throw new IllegalStateException("cannot send the order", failed);
    }
  }

  @Override
  public void fill(List<Order> orders) {
    try (ClientSession session = connection.createSession(false, false)) {
      Sender sender = Sender.in(session);
      for (Order order : orders) sender.send(order);
      session.commit();
    } catch (ActiveMQException failed) {
      throw new IllegalStateException("cannot send the orders", failed);
    }
  }

  @Override
  public void startWorkers() {
    for (int i = 0; i < Consumer.COUNT; i++) consumers.add(Consumer.start(connection, resultTable));
  }

  @Override
  public Optional<OrderStatus> find(UUID id) {
    return resultTable.total(id).map(OrderStatus.Processed::new);
  }

  @Override
  public long processed() {
    return resultTable.stored();
  }

  @Override
  public void close() {
    try {
      consumers.forEach(Consumer::close);
      connection.close();
      locator.close();
      var _ = broker.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("cannot stop Artemis", failed);
    } finally {
      peerDatabase.close();
    }
  }
}
