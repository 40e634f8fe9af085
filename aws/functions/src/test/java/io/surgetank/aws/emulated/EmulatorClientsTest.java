package io.surgetank.aws.emulated;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EmulatorClientsTest {
  @Test
  void clients_of_tests_connect_to_loopback_addresses_only() {
    var remote = URI.create("http://192.0.2.1:8000");

    assertThatThrownBy(() -> EmulatorClients.sqs(remote)).hasMessageContaining("loopback");
    assertThatThrownBy(() -> EmulatorClients.dynamo(remote)).hasMessageContaining("loopback");
  }
}
