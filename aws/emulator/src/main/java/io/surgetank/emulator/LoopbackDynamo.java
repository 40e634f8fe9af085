package io.surgetank.emulator;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local in memory, on a loopback address. Its own server listens on every address of the
/// machine, so this class runs its handler in another server. No telemetry is sent.
public final class LoopbackDynamo {
  private static final int ANY_PORT = 0;
  private static final @Nullable String IN_MEMORY_NO_PATH = null;
  private static final @Nullable String NO_CORS = null;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private LoopbackDynamo(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /// Returns when it accepts requests.
  public static LoopbackDynamo start() throws Exception {
    System.setProperty("org.eclipse.jetty.LEVEL", "WARN");
    var handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, IN_MEMORY_NO_PATH, true, false), NO_CORS);
    var server = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ANY_PORT));
    server.setHandler(new DynamoDBProxyServer(ANY_PORT, handler).setUpHandler(handler));
    server.start();
    return new LoopbackDynamo(server, handler);
  }

  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  public void stop() throws Exception {
    server.stop();
    handler.close();
  }
}
