package io.surgetank.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.handler.AllowedAddresses;
import io.surgetank.core.handler.ConnectionSettings;
import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To which addresses every client of the `http` handler connects, whatever the DNS returns.
public interface TargetAddressContract {
  /// A client for which each host has these addresses.
  WebhookClient resolving(Supplier<List<InetAddress>> dns);

  @ParameterizedTest
  @CsvSource({
    "http://partner.example/x, 10.0.0.7, partner.example:80, a private address",
    "http://partner.example/x, 127.0.0.1, partner.example:80, a loopback address",
    "http://payments:8080/x, 127.0.0.1, payments:8080, a loopback address",
    "http://partner.example/x, 169.254.169.254, partner.example:80, a link-local or reserved address",
    "https://partner.example/x, 169.254.169.254, partner.example:443, a link-local or reserved address",
    "https://partner.example/x, fe80::1, partner.example:443, a link-local or reserved address",
    "https://partner.example/x, 127.0.0.1, partner.example:443, a loopback address"
  })
  default void a_name_with_a_forbidden_address_is_refused(
      String url, String address, String where, String network) {
    var client = resolving(() -> List.of(InetAddress.ofLiteral(address)));

    assertThatThrownBy(() -> client.send(request(url)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the host of %s has the address %s, %s. To allow it, list it in 'addresses' of the handler"
                .formatted(where, address, network));
  }

  @Test
  default void a_listed_address_is_connected_to_by_its_name() throws Exception {
    var client = resolving(() -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    try (var receiver = RawReceiver.replying(WebhookClientContract.OK)) {
      String where = "partner.example:" + receiver.port();

      var response = client.send(request("http://" + where + "/x?y=1", "127.0.0.1"));

      assertThat(response.status()).isEqualTo(200);
      assertThat(receiver.heads().getFirst())
          .startsWith("POST /x?y=1 HTTP/1.1\r\n")
          .containsOnlyOnce("Host: ")
          .contains("Host: " + where + "\r\n");
    }
  }

  /// The DNS returns another address as soon as the first one was checked.
  @Test
  default void the_address_that_was_checked_is_the_one_connected_to() throws Exception {
    var lookups = new AtomicInteger();
    try (var receiver = RawReceiver.replying(WebhookClientContract.OK)) {
      var client =
          resolving(() ->
              List.of(
                  InetAddress.ofLiteral(
                      lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")));
      String url = "http://partner.example:" + receiver.port() + "/x";

      assertThat(client.send(request(url, "127.0.0.1")).status()).isEqualTo(200);
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  default void forbidden_addresses_beside_an_allowed_one_are_not_used() throws Exception {
    var addresses = List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1"));
    try (var receiver = RawReceiver.replying(WebhookClientContract.OK)) {
      String url = "http://partner.example:" + receiver.port() + "/x";

      assertThat(resolving(() -> addresses).send(request(url, "127.0.0.1")).status())
          .isEqualTo(200);
    }
  }

  @Test
  default void a_connection_is_not_shared_with_a_handler_that_may_not_use_its_address()
      throws Exception {
    var client = resolving(() -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    try (var receiver = RawReceiver.replying(WebhookClientContract.OK, WebhookClientContract.OK)) {
      String url = "http://partner.example:" + receiver.port() + "/x";
      client.send(request(url, "127.0.0.1"));

      assertThatThrownBy(() -> client.send(request(url)))
          .hasMessageContaining("127.0.0.1, a loopback address");
      assertThat(receiver.heads()).hasSize(1);
    }
  }

  private static WebhookRequest request(String url, String... listed) {
    var target = URI.create(url);
    var ranges = Arrays.stream(listed).map(AddressRange::parse).toList();
    var settings = new ConnectionSettings(AllowedAddresses.of(target, ranges), Optional.empty());
    return new WebhookRequest(target, Map.of(), new byte[] {'{', '}'}, settings);
  }
}
