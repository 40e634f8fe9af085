package io.surgetank.aws.emulated;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EmulatorClientsTest {
  @Test
  void no_client_of_the_tests_reaches_beyond_this_machine() {
    var beyond = URI.create("http://192.0.2.1:8000");

    assertThatThrownBy(() -> EmulatorClients.sqs(beyond)).hasMessageContaining("loopback");
    assertThatThrownBy(() -> EmulatorClients.dynamo(beyond)).hasMessageContaining("loopback");
  }
}
