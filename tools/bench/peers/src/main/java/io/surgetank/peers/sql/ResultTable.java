package io.surgetank.peers.sql;

import io.surgetank.peers.job.Order;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/// The table of results, which a user of a queue library adds. Totals are text, because SQLite
/// would store them as binary fractions.
public final class ResultTable {
  private final DataSource source;
  private final LongAdder stored = new LongAdder();

  public ResultTable(PeerDatabase peerDatabase) {
    this.source = peerDatabase.source();
    peerDatabase.create(
        """
        CREATE TABLE IF NOT EXISTS orders (
          id CHAR(36) PRIMARY KEY, payload TEXT NOT NULL, total VARCHAR(100) NOT NULL,
          processed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)
        """);
  }

  /// Processes an order and stores the result. Repeating it changes nothing.
  public void store(Order order) {
    store(List.of(order));
  }

  /// The same for many orders in one commit.
  public void store(List<Order> orders) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, orders);
      connection.commit();
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot store results", failed);
    }
    stored.add(orders.size());
  }

  private static void insert(Connection connection, List<Order> orders) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO orders (id, payload, total) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (Order order : orders) {
        insert.setString(1, order.id().toString());
        insert.setString(2, order.payload());
        insert.setString(3, order.total().toPlainString());
        insert.addBatch();
      }
      var _ = insert.executeBatch();
    }
  }

  public Optional<BigDecimal> total(UUID id) {
    try (var connection = source.getConnection();
        var select = connection.prepareStatement("SELECT total FROM orders WHERE id = ?")) {
      select.setString(1, id.toString());
      try (var found = select.executeQuery()) {
        return found.next() ? Optional.of(new BigDecimal(found.getString(1))) : Optional.empty();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot read results", failed);
    }
  }

  public long stored() {
    return stored.sum();
  }
}
