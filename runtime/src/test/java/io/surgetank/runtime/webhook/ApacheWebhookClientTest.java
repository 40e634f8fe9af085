package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.WebhookClient;
import io.surgetank.testkit.webhook.ClientTlsContract;
import io.surgetank.testkit.webhook.TargetAddressContract;
import io.surgetank.testkit.webhook.WebhookClientContract;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;

class ApacheWebhookClientTest
    implements WebhookClientContract, TargetAddressContract, ClientTlsContract {
  private final ApacheWebhookClient client = new ApacheWebhookClient();

  @AfterEach
  void stop() {
    client.close();
  }

  @Override
  public WebhookClient client() {
    return client;
  }

  @Override
  public WebhookClient resolving(Supplier<List<InetAddress>> dns) {
    return new ApacheWebhookClient(
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) {
            return dns.get().toArray(InetAddress[]::new);
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        });
  }

  @Override
  public int requestsWithoutReply() {
    return 1;
  }
}
