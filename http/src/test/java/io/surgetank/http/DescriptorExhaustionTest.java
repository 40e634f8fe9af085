package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.api.Response;
import io.surgetank.core.process.FatalError;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.tls.TransportSecurity;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server in a process with few file descriptors.
@Timeout(120)
class DescriptorExhaustionTest {
  private static final int DESCRIPTORS = 256;
  private static final int GIVEN_UP = 9;
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final List<SlowClient> clients = new ArrayList<>();

  /// The server's process. A byte on its input makes it open files, and keep them, as long as there
  /// are descriptors.
  static final class Target {
    private static final List<FileInputStream> LEAKED = new ArrayList<>();

    /// So that the test does not take a minute.
    private static final int SPEED = 20;

    public static void main(String... arguments) throws IOException {
      LogManager.getLogManager().reset();
      // Without a descriptor no class can be read from a folder; a server's classes are in jars.
      var _ = FatalError.in(new IOException());
      var dependencies =
          new HttpDependencies(
              _ -> new Response(200, Map.of(), new byte[0]),
              InstantSource.system(),
              () -> System.nanoTime() * SPEED,
              reason -> {
                System.out.println(reason);
                System.out.flush();
                Runtime.getRuntime().halt(GIVEN_UP);
              },
              new TransportSecurity.PlainText(),
              ProxySettings.NONE);
      var server =
          HttpServer.start(
              new ListenSettings("127.0.0.1", 0),
              dependencies,
              new ResourceLimits(1_000, 64 << 20));
      System.out.println(server.port());
      if (System.in.read() >= 0) leak();
    }

    private static void leak() {
      while (true)
        try {
          LEAKED.add(new FileInputStream("/dev/null"));
        } catch (IOException exhausted) {
          Thread.onSpinWait();
        }
    }
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$0\" \"$@\"",
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Target.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private SlowClient client(int port) throws IOException {
    var client = new SlowClient(port);
    clients.add(client);
    return client;
  }

  @AfterEach
  void leave() throws IOException {
    for (SlowClient each : clients) each.close();
  }

  private void assertServed(int port) throws IOException {
    SlowClient client = client(port);
    client.send(GET);
    assertThat(client.receives("HTTP/1.1 200")).isTrue();
  }

  @Test
  void idle_connections_that_hold_every_descriptor_are_closed_for_new_ones() throws Exception {
    Process process = start();
    try (var output = process.inputReader()) {
      int port = Integer.parseInt(output.readLine());
      assertServed(port);
      for (int each = 0; each < DESCRIPTORS + 50; each++) client(port);

      assertServed(port);

      leave();
      clients.clear();
      for (int each = 0; each < 10; each++) assertServed(port);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_server_that_cannot_accept_for_a_minute_closes_idle_connections_and_then_gives_up()
      throws Exception {
    Process process = start();
    try (var output = process.inputReader()) {
      int port = Integer.parseInt(output.readLine());
      assertServed(port);
      SlowClient idle = client(port);
      idle.send(GET);
      assertThat(idle.receives("HTTP/1.1 200")).isTrue();

      process.getOutputStream().write(1);
      process.getOutputStream().flush();
      // Connections that reach only the kernel's queue.
      while (process.isAlive()) {
        try {
          client(port).read();
        } catch (IOException gone) {
          assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
      }

      assertThat(process.exitValue()).isEqualTo(GIVEN_UP);
      assertThat(output.readLine()).contains("could be accepted for 60 s", "file descriptors");
      assertThat(idle.read()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
