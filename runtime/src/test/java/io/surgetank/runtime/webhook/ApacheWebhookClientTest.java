package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.WebhookClient;
import io.surgetank.testkit.webhook.WebhookClientContract;
import org.junit.jupiter.api.AfterEach;

class ApacheWebhookClientTest implements WebhookClientContract {
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
  public int requestsWithoutReply() {
    return 1;
  }
}
