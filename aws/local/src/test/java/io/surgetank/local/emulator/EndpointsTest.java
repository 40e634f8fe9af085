package io.surgetank.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"http://192.0.2.1:4566", "https://sqs.eu-central-1.amazonaws.com", "nowhere"})
  void only_addresses_of_this_machine_are_taken(String address) {
    assertThatThrownBy(() -> Endpoints.both(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an address of this machine");
  }

  @Test
  void an_address_of_this_machine_serves_for_both() {
    var here = URI.create("http://127.0.0.1:4566");

    assertThat(Endpoints.both(here)).isEqualTo(new Endpoints(here, here));
  }
}
