package io.surgetank.peers.broker;

import io.surgetank.peers.job.Order;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;

/// Sends orders in a session. Used by one thread at a time.
record Sender(ClientSession session, ClientProducer producer) {
  static final String ID = "id";

  /// Each send is committed.
  static Sender over(ClientSessionFactory connection) throws ActiveMQException {
    return in(connection.createSession(true, true));
  }

  static Sender in(ClientSession session) throws ActiveMQException {
    return new Sender(session, session.createProducer(Journal.QUEUE));
  }

  void send(Order order) throws ActiveMQException {
    var message = session.createMessage(true);
    var _ = message.putStringProperty(ID, order.id().toString());
    var _ = message.writeBodyBufferString(order.payload());
    producer.send(message);
  }
}
