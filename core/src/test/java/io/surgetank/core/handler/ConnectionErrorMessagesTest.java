package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionErrorMessagesTest {
  private static final ConnectionErrorMessages MESSAGES =
      ConnectionErrorMessages.of(URI.create("http://shop.example:8080/hook"));

  @ParameterizedTest
  @CsvSource({
    "http://shop.example/hook, shop.example:80",
    "https://shop.example/hook, shop.example:443",
    "http://shop.example:/hook, shop.example:80",
    "http://shop.example:8080/hook, shop.example:8080",
    "https://[::1]/hook, [::1]:443"
  })
  void the_receiver_is_named_by_host_and_port(URI target, String where) {
    assertThat(ConnectionErrorMessages.of(target).where()).isEqualTo(where);
  }

  @Test
  void each_error_has_a_sentence_with_the_receiver() {
    assertThat(MESSAGES.unresolved()).isEqualTo("the host of shop.example:8080 cannot be resolved");
    assertThat(MESSAGES.notAccepted())
        .isEqualTo("shop.example:8080 did not accept the connection within 5 s");
    assertThat(MESSAGES.noRoute()).isEqualTo("there is no route to shop.example:8080");
    assertThat(MESSAGES.notConnected("refused"))
        .isEqualTo("no connection to shop.example:8080: refused");
    assertThat(MESSAGES.tlsFailed("expired"))
        .isEqualTo("TLS with shop.example:8080 failed: expired");
    assertThat(MESSAGES.noReply())
        .isEqualTo("shop.example:8080 closed the connection without a reply");
  }

  @Test
  void a_failed_exchange_has_the_message_of_the_exception_or_its_class() {
    assertThat(MESSAGES.failed(new IOException("reset")))
        .isEqualTo("the exchange with shop.example:8080 failed: reset");
    assertThat(MESSAGES.failed(new ClosedChannelException()))
        .isEqualTo("the exchange with shop.example:8080 failed: ClosedChannelException");
    assertThat(MESSAGES.failed(new IOException(" "))).endsWith("failed: IOException");
  }
}
