package io.surgetank.peers.grouped;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// The table: an order and its result.
record QueueTable(DataSource source) {
  /// The partial index has only waiting orders; frequent vacuums keep it small.
  static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS orders (
        id UUID PRIMARY KEY, payload TEXT NOT NULL, total NUMERIC,
        accepted_at TIMESTAMPTZ NOT NULL DEFAULT now(), processed_at TIMESTAMPTZ)
        WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 2000);
      CREATE INDEX IF NOT EXISTS waiting ON orders (id) WHERE processed_at IS NULL;
      """;

  void insert(List<Order> orders) throws SQLException {
    try (var connection = source.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO orders (id, payload) SELECT * FROM unnest(?::uuid[], ?::text[])")) {
      insert.setArray(1, array(connection, "uuid", orders.stream().map(Order::id).toArray()));
      insert.setArray(2, array(connection, "text", orders.stream().map(Order::payload).toArray()));
      int _ = insert.executeUpdate();
    }
  }

  private static java.sql.Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }

  /// Processes up to a group of waiting orders and returns their number.
  int processGroup(Connection connection) throws SQLException {
    List<Order> claimed = claim(connection);
    if (!claimed.isEmpty()) store(connection, claimed);
    connection.commit();
    return claimed.size();
  }

  private static List<Order> claim(Connection connection) throws SQLException {
    var claimed = new ArrayList<Order>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT id, payload FROM orders WHERE processed_at IS NULL
            ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
            """)) {
      select.setInt(1, GroupedPeer.GROUP);
      try (var found = select.executeQuery()) {
        while (found.next())
          claimed.add(new Order(found.getObject(1, UUID.class), found.getString(2)));
      }
    }
    return claimed;
  }

  private static void store(Connection connection, List<Order> orders) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE orders SET total = result.total, processed_at = now()
            FROM unnest(?::uuid[], ?::numeric[]) AS result (id, total)
            WHERE orders.id = result.id
            """)) {
      update.setArray(1, array(connection, "uuid", orders.stream().map(Order::id).toArray()));
      update.setArray(2, array(connection, "numeric", orders.stream().map(Order::total).toArray()));
      int _ = update.executeUpdate();
    }
  }

  Optional<OrderStatus> find(UUID id) {
    try (var connection = source.getConnection();
        var select = connection.prepareStatement("SELECT total FROM orders WHERE id = ?")) {
      select.setObject(1, id);
      try (var found = select.executeQuery()) {
        if (!found.next()) return Optional.empty();
        var total = found.getBigDecimal(1);
        return Optional.of(
            found.wasNull() ? new OrderStatus.Waiting() : new OrderStatus.Processed(total));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot read the order", failed);
    }
  }
}
