package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.handler.WebhookClient.WebhookRequest;
import io.surgetank.testkit.webhook.RawReceiver;
import io.surgetank.testkit.webhook.WebhookClientContract;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdkWebhookClientTest implements WebhookClientContract {
  private final JdkWebhookClient client = new JdkWebhookClient();

  @Override
  public WebhookClient client() {
    return client;
  }

  /// The JDK does not distinguish new connections from reused ones.
  @Override
  public int requestsWithoutReply() {
    return 2;
  }

  @Test
  void a_host_name_with_an_underscore_is_the_host_of_the_request() throws Exception {
    var resolving = new JdkWebhookClient(_ -> InetAddress.getLoopbackAddress());
    try (var receiver = RawReceiver.replying(OK)) {
      String where = "my_service:" + receiver.port();

      assertThat(resolving.send(post("http://" + where + "/x?y=1")).status()).isEqualTo(200);

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
