package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slow clients of all kinds at once, together with one that must be served. No times are asserted:
/// they depend on the machine.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
class HostileClientsIT {
  private final List<Socket> hostile = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (Socket each : hostile) each.close();
  }

  private void open(int port, int count, String bytes) throws IOException {
    byte[] said = bytes.getBytes(StandardCharsets.US_ASCII);
    for (int each = 0; each < count; each++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      hostile.add(socket);
      try {
        socket.getOutputStream().write(said);
      } catch (IOException refused) {
        assertThat(refused).as("a 503 may come before all was sent").isNotNull();
      }
    }
  }

  private static String post(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  @Test
  void another_client_is_still_served(@TempDir Path folder) throws Exception {
    try (var embeddedServer = EmbeddedServer.in(folder)) {
      int port = embeddedServer.port();
      open(port, 300, "");
      open(port, 200, "GET / HTTP/1.1\r\nHo");
      open(port, 100, post("/task", 60_000) + "x".repeat(30_000));
      open(port, 100, post("/ops/v1/dead/redrive", 100));
      open(port, 100, post("/nothing", 100));
      open(port, 100, post("/task", 100));
      open(port, 60, post("/task", 4_000_000) + "x".repeat(3_999_999));
      open(port, 60, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500));

      for (int each = 0; each < 20; each++) {
        assertThat(
                embeddedServer
                    .post("/task", "{\"description\":\"k\"}", "Content-Type", "application/json")
                    .statusCode())
            .isEqualTo(202);
        assertThat(embeddedServer.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(embeddedServer.operate("ledger").isObject()).isTrue();
      }
    }
  }
}
