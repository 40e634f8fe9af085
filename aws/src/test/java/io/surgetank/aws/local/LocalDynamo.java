package io.surgetank.aws.local;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/// DynamoDB Local, once for all tests of the JVM: a table of its own keeps tests apart.
public final class LocalDynamo {
  private static final URI ENDPOINT = start();

  private LocalDynamo() {}

  public static URI endpoint() {
    return ENDPOINT;
  }

  private static URI start() {
    try {
      int port = freePort();
      ServerRunner.createServerFromCommandLineArgs(
              new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)})
          .start();
      return URI.create("http://127.0.0.1:" + port);
    } catch (Exception failed) {
      throw new IllegalStateException("DynamoDB Local does not start", failed);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
