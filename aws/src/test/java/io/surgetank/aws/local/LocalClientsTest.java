package io.surgetank.aws.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LocalClientsTest {
  @Test
  void no_client_of_the_tests_reaches_beyond_this_machine() {
    var beyond = URI.create("http://192.0.2.1:8000");

    assertThatThrownBy(() -> LocalClients.sqs(beyond)).hasMessageContaining("loopback");
    assertThatThrownBy(() -> LocalClients.dynamo(beyond)).hasMessageContaining("loopback");
  }
}
