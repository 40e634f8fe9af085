package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.handler.AllowedAddresses;
import io.surgetank.core.handler.ConnectionSettings;
import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.testkit.webhook.ClientTlsContract;
import io.surgetank.testkit.webhook.RawReceiver;
import io.surgetank.testkit.webhook.TargetAddressContract;
import io.surgetank.testkit.webhook.WebhookClientContract;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JdkWebhookClientTest
    implements WebhookClientContract, TargetAddressContract, ClientTlsContract {
  private final JdkWebhookClient client = new JdkWebhookClient();

  @Override
  public WebhookClient client() {
    return client;
  }

  @Override
  public WebhookClient resolving(Supplier<List<InetAddress>> dns) {
    return new JdkWebhookClient(_ -> dns.get().toArray(InetAddress[]::new));
  }

  /// The JDK does not distinguish new connections from reused ones.
  @Override
  public int requestsWithoutReply() {
    return 2;
  }

  @Test
  void a_host_name_with_an_underscore_is_the_host_of_the_request() throws Exception {
    var resolving = new JdkWebhookClient(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    try (var receiver = RawReceiver.replying(OK)) {
      String where = "my_service:" + receiver.port();
      var target = URI.create("http://" + where + "/x?y=1");
      var loopback = List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
      var settings =
          new ConnectionSettings(AllowedAddresses.of(target, loopback), Optional.empty());

      var response =
          resolving.send(new WebhookRequest(target, Map.of(), new byte[] {123, 125}, settings));

      assertThat(response.status()).isEqualTo(200);
      assertThat(receiver.heads().getFirst())
          .startsWith("POST /x?y=1 HTTP/1.1\r\n")
          .containsOnlyOnce("Host: ")
          .contains("Host: " + where + "\r\n");
    }
  }

  @Test
  void https_with_an_underscore_in_the_host_name_is_refused_with_a_reason() {
    assertThatThrownBy(() -> client.send(post("https://my_service/x")))
        .hasMessage(
            "on AWS an https URL cannot have a host name with an underscore: my_service:443");
  }

  private static WebhookRequest post(String url) {
    return new WebhookRequest(URI.create(url), Map.of(), new byte[] {123, 125});
  }
}
