package io.surgetank.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SecretSource;
import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/// What every client of the `http` handler does with the settings `ca`, `cert` and `key`.
public interface ClientTlsContract {
  TestCertificate RECEIVER = TestCertificate.create();
  TestCertificate CLIENT = TestCertificate.create("-dname", "CN=surgetank");

  WebhookClient client();

  @Test
  default void a_receiver_with_the_authority_ca_gets_the_certificate_cert() throws Exception {
    try (var receiver = new MutualTlsReceiver("127.0.0.1")) {
      var settings =
          Map.of(
              "ca",
              file(RECEIVER.certificate()),
              "cert",
              file(CLIENT.certificate()),
              "key",
              file(CLIENT.key()));

      assertThat(receiver.handler(settings, client()).handle(job(), attempt()))
          .isEqualTo(new Outcome.Processed("{\"client\":\"CN=surgetank\"}"));
      // On the same connection.
      assertThat(receiver.handler(settings, client()).handle(job(), attempt()))
          .isInstanceOf(Outcome.Processed.class);
    }
  }

  @Test
  default void without_a_certificate_the_receiver_refuses() throws Exception {
    try (var receiver = new MutualTlsReceiver("127.0.0.1")) {
      var handler = receiver.handler(Map.of("ca", file(RECEIVER.certificate())), client());

      assertThatThrownBy(() -> handler.handle(job(), attempt())).isInstanceOf(IOException.class);
    }
  }

  @Test
  default void another_authority_than_ca_is_not_trusted() throws Exception {
    try (var receiver = new MutualTlsReceiver("127.0.0.1")) {
      var handler =
          receiver.handler(
              Map.of(
                  "ca",
                  file(CLIENT.certificate()),
                  "cert",
                  file(CLIENT.certificate()),
                  "key",
                  file(CLIENT.key())),
              client());

      assertThatThrownBy(() -> handler.handle(job(), attempt()))
          .hasMessageStartingWith("TLS with 127.0.0.1:");
    }
  }

  /// The certificate is for 127.0.0.1.
  @Test
  default void the_name_in_the_certificate_is_verified() throws Exception {
    try (var receiver = new MutualTlsReceiver("127.0.0.2")) {
      var handler = receiver.handler(Map.of("ca", file(RECEIVER.certificate())), client());

      assertThatThrownBy(() -> handler.handle(job(), attempt()))
          .hasMessageStartingWith("TLS with 127.0.0.2:");
    }
  }

  private static String file(Path path) {
    return "${file:" + path + "}";
  }

  private static Job job() {
    JobId id = JobId.of(1L << 40, 1);
    return new Job(id, new PipelineName("orders"), "{}", Trace.of(id));
  }

  private static Attempt attempt() {
    return new Attempt(0, 1, Instant.EPOCH);
  }

  /// A receiver that requires a client certificate, and responds with its subject.
  final class MutualTlsReceiver implements AutoCloseable {
    private final HttpsServer server;
    private final String host;

    MutualTlsReceiver(String host) throws IOException {
      this.host = host;
      server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral(host), 0), 0);
      server.setHttpsConfigurator(new ClientsRequired(RECEIVER.serverContext(CLIENT)));
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            var session = ((HttpsExchange) exchange).getSSLSession();
            byte[] body =
                "{\"client\":\"%s\"}"
                    .formatted(session.getPeerPrincipal())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    private static final class ClientsRequired extends HttpsConfigurator {
      ClientsRequired(SSLContext context) {
        super(context);
      }

      @Override
      public void configure(HttpsParameters parameters) {
        var tls = getSSLContext().getDefaultSSLParameters();
        tls.setNeedClientAuth(true);
        parameters.setSSLParameters(tls);
      }
    }

    Handler handler(Map<String, String> settings, WebhookClient client) {
      var all = new HashMap<>(settings);
      all.put("url", "https://" + host + ":" + server.getAddress().getPort() + "/");
      SecretSource files = (_, name) -> Optional.of(read(name));
      var catalog =
          new HandlerCatalog(getClass().getClassLoader(), client, files, () -> Instant.EPOCH);
      return switch (catalog.find(new HandlerRef("http", all))) {
        case HandlerCatalog.Found.Ready(var handler) -> handler;
        case HandlerCatalog.Found.Invalid(var errors) -> throw new AssertionError(errors);
      };
    }

    private static String read(String file) {
      try {
        return Files.readString(Path.of(file));
      } catch (IOException unread) {
        throw new UncheckedIOException(unread);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
