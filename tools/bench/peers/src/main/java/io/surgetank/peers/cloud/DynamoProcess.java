package io.surgetank.peers.cloud;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// DynamoDB Local with its tables in a file.
record DynamoProcess(DynamoDBProxyServer server, int port) implements AutoCloseable {
  static DynamoProcess start(Path folder) {
    try {
      int port = freePort();
      var server =
          ServerRunner.createServerFromCommandLineArgs(
              new String[] {
                "-dbPath", folder.toString(), "-disableTelemetry", "-port", Integer.toString(port)
              });
      server.start();
      return new DynamoProcess(server, port);
    } catch (Exception failed) {
      throw new IllegalStateException("cannot start DynamoDB Local", failed);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("cannot stop DynamoDB Local", failed);
    }
  }
}
