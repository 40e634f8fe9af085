package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The configuration in a bundle that other tools may have created.
class BundledConfigurationTest {
  @Test
  void a_configuration_whose_tokens_would_not_be_required_refuses_the_start() {
    assertThat(FunctionWiring.read("foreign/no-tokens.yaml").all()).hasSize(1);
    assertThatThrownBy(() -> FunctionWiring.read("foreign/tokens.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("access.jwt is not supported on AWS");
  }
}
