package io.surgetank.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceEndpointsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"http://192.0.2.1:4566", "https://sqs.eu-central-1.amazonaws.com", "nowhere"})
  void only_loopback_addresses_are_accepted(String address) {
    assertThatThrownBy(() -> ServiceEndpoints.both(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a loopback address");
  }

  @Test
  void one_address_is_used_for_both() {
    var local = URI.create("http://127.0.0.1:4566");

    assertThat(ServiceEndpoints.both(local)).isEqualTo(new ServiceEndpoints(local, local));
  }
}
