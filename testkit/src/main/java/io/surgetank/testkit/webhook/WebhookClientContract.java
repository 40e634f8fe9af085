package io.surgetank.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.handler.WebhookClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What every client of the `http` handler does with receivers that close or misuse connections, or
/// cannot be reached.
public interface WebhookClientContract {
  String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  WebhookClient client();

  /// How often a request is sent whose new connections are closed without a reply.
  int requestsWithoutReply();

  @Test
  default void a_request_on_a_reused_connection_that_was_closed_is_sent_again() throws Exception {
    try (var receiver = RawReceiver.replying(OK)) {
      assertThat(client().send(receiver.request()).status()).isEqualTo(200);
      assertThat(client().send(receiver.request()).status()).isEqualTo(200);

      assertThat(receiver.heads()).hasSize(3);
    }
  }

  @Test
  default void a_new_connection_that_is_closed_without_a_reply_is_a_failure() throws Exception {
    try (var receiver = RawReceiver.replying()) {
      assertThatThrownBy(() -> client().send(receiver.request()))
          .isInstanceOf(IOException.class)
          .hasMessage("127.0.0.1:" + receiver.port() + " closed the connection without a reply");
      assertThat(receiver.heads()).hasSize(requestsWithoutReply());
    }
  }

  @Test
  default void a_request_is_not_sent_again_after_a_partial_response() throws Exception {
    try (var receiver = RawReceiver.replying(OK, "HTT")) {
      client().send(receiver.request());

      assertThatThrownBy(() -> client().send(receiver.request())).isInstanceOf(IOException.class);
      assertThat(receiver.heads()).hasSize(2);
    }
  }

  @Test
  default void a_204_with_a_length_and_a_body_is_a_204() throws Exception {
    String reply = "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello";
    try (var receiver = RawReceiver.replying(reply)) {
      assertThat(client().send(receiver.request()).status()).isEqualTo(204);
      assertThat(client().send(receiver.request()).status()).isEqualTo(204);
    }
  }

  @Test
  default void a_304_with_a_length_is_a_304() throws Exception {
    String reply = "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n";
    try (var receiver = RawReceiver.replying(reply)) {
      assertThat(client().send(receiver.request()).status()).isEqualTo(304);
    }
  }

  @Test
  default void the_user_agent_is_surgetank() throws Exception {
    try (var receiver = RawReceiver.replying(OK)) {
      client().send(receiver.request());

      assertThat(receiver.heads().getFirst()).contains("User-Agent: Surgetank\r\n");
    }
  }

  @Test
  default void a_host_name_with_an_underscore_is_resolved() {
    var request = RawReceiver.request("http://my_service.invalid:8080/x");

    assertThatThrownBy(() -> client().send(request))
        .hasMessage("the host of my_service.invalid:8080 cannot be resolved");
  }

  @Test
  default void a_host_that_does_not_exist_is_reported_with_its_port() {
    var request = RawReceiver.request("https://no-such-host.invalid/x");

    assertThatThrownBy(() -> client().send(request))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the host of no-such-host.invalid:443 cannot be resolved");
  }

  @Test
  default void a_refused_connection_is_reported_with_host_and_port() throws Exception {
    var receiver = RawReceiver.replying();
    receiver.close();

    assertThatThrownBy(() -> client().send(receiver.request()))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no connection to 127.0.0.1:" + receiver.port() + ": Connection refused");
  }

  @Test
  default void a_tls_failure_is_reported() throws Exception {
    try (var receiver = RawReceiver.replying(OK)) {
      String where = "127.0.0.1:" + receiver.port();

      assertThatThrownBy(() -> client().send(RawReceiver.request("https://" + where + "/")))
          .hasMessageStartingWith("TLS with " + where + " failed: ");
    }
  }
}
